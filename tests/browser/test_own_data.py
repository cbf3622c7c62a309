"""The sheet for data of one's own: read at once, told in words, changed by controls, used when asked."""

import json
from urllib.parse import quote

from tests.browser.looking import violations

SMALL = "a,b,kind\n0.00042,1.23456,cat\n0.00091,2.34567,dog\n0.00013,0.98765,cat\n0.00071,2.11119,dog\n"
ROWS = [[0.00042, 1.23456], [0.00091, 2.34567], [0.00013, 0.98765], [0.00071, 2.11119]]
PRICES = "hours;price;kind\n1;52,5;old\n2;55;new\n3;NA;old\n4;61,25;old\n5;70;new\n"


def sheet_of(training):
    return training.page.locator(".data-sheet")


def box_of(training):
    return training.page.get_by_label("Paste a table")


def said(training):
    """What stands beside the box, and is told with it."""
    box = box_of(training)
    message = training.page.locator(f"#{box.get_attribute('aria-describedby')}")
    assert message.get_attribute("role") == "status"
    return message


def option(training, name):
    return sheet_of(training).locator(f"[data-option={name}]")


def test_a_table_is_read_while_it_is_typed_used_when_asked_and_changed_without_losing_a_digit(
    open_training, open_page
):
    training = open_training("?epochs=20&view.epoch=20")
    page = training.page
    before = training.seen()
    place = page.locator("[data-part=picture]").bounding_box()
    page.locator(".drawer-bar [data-value=points]").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('.data-sheet')")
    assert page.locator("[data-part=picture]").bounding_box() == place

    # What is wrong is said beside the box, and changes nothing
    box_of(training).fill(SMALL.replace("0.98765", "oops"))
    said(training).filter(has_text="oops").wait_for()
    assert "line 4, column 2 (b)" in said(training).inner_text()
    assert box_of(training).get_attribute("aria-invalid") == "true"
    assert page.get_by_role("button", name="Use this table").is_disabled()
    assert training.seen() == before

    box_of(training).fill(SMALL)
    said(training).filter(has_text="4 examples: kind, one of 2 classes").wait_for()
    assert box_of(training).get_attribute("aria-invalid") is None
    assert "0.00042" in sheet_of(training).locator(".table-preview tbody").inner_text()
    assert "Commas separate" in option(training, "separator").inner_text()
    assert training.seen() == before

    use = page.get_by_role("button", name="Use this table")
    use.focus()
    page.keyboard.press("Enter")
    training.until("result.data.class_names", ["cat", "dog"]).still()
    assert page.get_by_role("button", name="In use").is_disabled()
    assert page.locator(".plane-legend").inner_text().split()[:2] == ["cat", "dog"]

    # One example is changed, and nothing else
    page.get_by_text("Examples one by one").click()
    page.get_by_label("a of example 2").fill("0,00095")
    page.keyboard.press("Tab")
    training.until("request.dataset.points.1.x.0", 0.00095).still()
    page.get_by_label("kind of example 3").select_option(label="dog")
    training.until("request.dataset.points.2.y", 1).still()
    dataset = training.state("request.dataset")
    assert [point["x"] for point in dataset["points"]] == [ROWS[0], [0.00095, 2.34567], *ROWS[2:]]
    assert (dataset["input_names"], dataset["target_name"]) == (["a", "b"], "kind")
    assert dataset["class_names"] == ["cat", "dog"]
    assert training.state("result.data.class_names") == ["cat", "dog"]
    training.check()

    page.locator(".data-sheet").press("Escape")
    assert page.evaluate("document.activeElement.dataset.value") == "points"
    assert all("Failed to load resource" in line for line in open_page.trouble)
    open_page.trouble.clear()


def test_each_decision_is_changed_by_a_control_and_a_regression_is_drawn_as_one(open_training):
    training = open_training("?epochs=20&view.epoch=20&view.drawer=points")
    page = training.page
    box_of(training).fill(PRICES)
    said(training).filter(has_text="kind, one of 2 classes").wait_for()
    option(training, "target").locator("select").select_option("price")
    said(training).filter(has_text="price, a number, from hours, kind=old and kind=new").wait_for()
    assert "as chosen" in option(training, "target").inner_text()
    assert "A comma is the decimal mark" in option(training, "decimal_mark").inner_text()
    assert "1 of 5 rows left out" in option(training, "missing").inner_text()
    assert page.locator(".table-preview tr[data-unused] th").inner_text().startswith("4")
    option(training, "leave_out").get_by_label("hours").uncheck()
    said(training).filter(has_text="price, a number, from kind=old and kind=new").wait_for()
    option(training, "standardize_target").get_by_label("Standardize the target").check()
    said(training).filter(has_text="4 examples").wait_for()
    page.get_by_role("button", name="Use this table").click()
    training.until("result.data.task", "regression").still()
    dataset = training.state("request.dataset")
    assert (dataset["target"], dataset["leave_out"]) == ("price", [1])
    assert dataset["standardize_target"] is True
    assert page.locator(".training-plane .mark.of-number").count() == 4
    assert page.locator(".training-plane .mark-color.above").count() > 0
    assert page.locator(".plane-legend").inner_text().startswith("price:")
    assert "70" in page.locator(".plane-legend").inner_text()

    # Another target value is a number, and goes through
    page.get_by_text("Examples one by one").click()
    page.get_by_label("price of example 1").fill("52.75")
    page.keyboard.press("Tab")
    training.until("request.dataset.points.0.y", 52.75).still()
    assert [point["y"] for point in training.state("request.dataset.points")] == [52.75, 55, 61.25, 70]
    assert page.locator(".trouble").count() == 0


def test_a_link_with_a_table_that_cannot_be_read_says_so_again_and_again_and_keeps_the_text(
    open_training, open_page
):
    table = SMALL.replace("0.98765", "x")
    training = open_training(f"?dataset.csv={quote(json.dumps(table))}&dataset.target=kind")
    page = training.page
    trouble = page.locator("[data-refused]")
    for _ in range(2):
        assert "line 4, column 2 (b)" in trouble.inner_text()
        assert page.locator("[data-part=title]").inner_text().startswith("Circles")
        said(training).filter(has_text="line 4, column 2 (b)").wait_for()
        assert box_of(training).input_value() == table
        assert box_of(training).get_attribute("aria-invalid") == "true"
        assert option(training, "target").locator("select").input_value() == "kind"
        page.reload()
        training.still()

    # What is mended is not lost with the page either, until it is in use
    box_of(training).fill(SMALL)
    said(training).filter(has_text="4 examples").wait_for()
    page.reload()
    said(training).filter(has_text="4 examples").wait_for()
    assert box_of(training).input_value() == SMALL
    assert trouble.is_visible()
    page.get_by_role("button", name="Use this table").click()
    training.until("result.data.class_names", ["cat", "dog"]).still()
    assert trouble.is_hidden()
    page.reload()
    training.until("request.dataset.csv", SMALL).still()
    assert page.get_by_text("The address asks for").count() == 0
    assert all("Failed to load resource" in line for line in open_page.trouble)
    open_page.trouble.clear()


def test_columns_have_the_scale_of_each_with_names_and_units_and_several_targets_can_be_edited(open_training):
    table = "Fläche;Alter;Preis;Miete\n" + "".join(
        f"{40 + 5 * i},5;{i % 7};{1000 + 37 * i * i},50 €;{400 + 11 * i} €\n" for i in range(12)
    )
    training = open_training(
        f"?view.drawer=points&dataset.csv={quote(json.dumps(table))}&dataset.leave_out=[4]"
    )
    page = training.page
    said(training).filter(has_text="They are in use").wait_for()
    plane = page.locator(".training-plane")
    assert plane.locator(".axis-name").all_text_contents() == ["Fläche", "Alter"]
    marks = plane.locator(".mark").evaluate_all(
        "each => each.map(one => [one.cx.baseVal.value, one.cy.baseVal.value])"
    )
    width, height = plane.evaluate("svg => [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height]")
    for axis, size in enumerate((width, height)):
        places = [mark[axis] for mark in marks]
        assert max(places) - min(places) > 0.5 * size
    assert "Fläche from 35 to 101 and Alter from −0.6 to 6.6" in plane.get_attribute("aria-label")
    assert page.locator(".plane-legend").inner_text().startswith("Preis (€):")

    option(training, "leave_out").get_by_label("Miete").check()
    said(training).filter(has_text="Miete, a number").wait_for()  # the last column is the target once more
    option(training, "target").get_by_role("checkbox", name="Preis").check()
    said(training).filter(has_text="Miete and Preis, 2 numbers").wait_for()
    option(training, "leave_out").get_by_label("Alter").uncheck()
    said(training).filter(has_text="from Fläche").wait_for()
    page.get_by_role("button", name="Use this table").click()
    training.until("result.data.target_names", ["Miete", "Preis"]).still()
    assert page.locator(".training-fit .axis-name").all_text_contents() == ["Fläche", "Miete (€)"]
    page.get_by_text("Examples one by one").click()
    page.get_by_label("Preis of example 2").fill("1500")
    page.keyboard.press("Tab")
    training.until("request.dataset.points.1.y", [411, 1500]).still()
    assert training.state("request.dataset.points[0].y") == [400, 1000.5]
    assert training.state("result.data.target_names") == ["Miete", "Preis"]
    assert training.state("result.data.target_units") == ["€", "€"]
    assert page.locator(".trouble").count() == 0


def test_many_inputs_are_drawn_as_answers_under_the_names_of_classes_and_columns(open_training):
    table = "Größe;Gewicht;Haarfarbe;lebt\n" + "".join(
        f"{20 + i},5;{1 + 0.1 * i:.1f};{'weiß' if i % 2 else 'braun'};{'ja' if i % 3 else 'nein'}\n"
        for i in range(12)
    )
    training = open_training(
        f"?epochs=5&view.epoch=5&view.drawer=points&dataset.csv={quote(json.dumps(table))}"
    )
    page, fit = training.page, training.page.locator(".training-fit")
    assert fit.locator(".tick").all_text_contents()[-2:] == ["nein", "ja"]
    assert fit.locator(".axis-name").all_text_contents() == ["lebt", "probability of ja"]
    # An example with a probability of 1 lies clear of the name of the axis
    one = fit.locator(".tick").get_by_text("1", exact=True).bounding_box()
    name = fit.locator(".axis-name").nth(1).bounding_box()
    assert one["y"] >= name["y"] + name["height"]
    assert page.locator(".plane-legend").inner_text().split()[:2] == ["nein", "ja"]
    names = page.locator(".map-network [data-unit^='0.']")
    assert names.first.get_attribute("aria-label").startswith("inputs Größe:")
    assert names.locator("text").all_text_contents()[:3] == ["Größe", "Gewicht", "Haarfa…"]
    names.nth(2).locator("title").wait_for(state="attached")
    page.locator("[data-unit='1.0']").click()
    page.get_by_text("from Haarfarbe=braun").wait_for()

    # The other kind of answer: a number, right where it lies on the line
    option(training, "target").locator("select").select_option("Gewicht")
    said(training).filter(has_text="Gewicht, a number").wait_for()
    page.get_by_role("button", name="Use this table").click()
    training.until("result.data.task", "regression").still()
    assert fit.locator(".axis-name").all_text_contents() == ["Gewicht", "answer"]
    assert fit.locator(".curve").count() == 1
    assert "on the line: answered right" in page.locator(".plane-legend").inner_text()


def test_a_perceptron_takes_a_table_and_says_why_it_does_not(opened):
    page = opened("perceptron", "?view.drawer=points")
    box = page.get_by_label("Paste a table")
    message = page.locator("#perceptron-table-message")
    request = "document.querySelector('[data-panel=perceptron]').request"
    use = page.get_by_role("button", name="Use this table")
    box.fill("a,kind\n1,x\n2,y\n3,z\n4,x\n")
    message.filter(has_text="two classes apart, and here are 3").wait_for()
    assert use.is_disabled()
    box.fill("size;fur;kind\n1;0,5;mouse\n2;0,3;mouse\n-1;1,5;cat\n-2;2;cat\n")
    message.filter(has_text="4 examples").wait_for()
    use.click()
    page.get_by_role("button", name="In use").wait_for()
    result = "document.querySelector('[data-panel=perceptron]').result"
    assert page.evaluate(
        f"[{request}.table === document.querySelector('.table-box').value, {request}.examples]"
    ) == [
        True,
        None,
    ]
    assert page.evaluate(f"{result}.examples.map(each => each.y)") == [0, 0, 1, 1]
    assert page.evaluate(f"{result}.examples[2].x") == [-1, 1.5]
    assert page.locator(".plot.plane .axis-name").all_text_contents()[:2] == ["size", "fur"]
    assert page.locator(".examples title").first.text_content() == "example 1, mouse. Drag to move it."

    # The conventions of other books
    page.get_by_role("button", name="Close").click()
    page.get_by_label("Classes are called").select_option(label="−1 and 1")
    page.get_by_label("It fires").select_option(label="at z > 0")
    page.wait_for_function(f"() => {result}.low === -1 && {request}.fires_at_zero === false")
    assert page.evaluate(f"{result}.examples.map(each => each.y)") == [-1, -1, 1, 1]
    page.get_by_role("button", name="Math").click()
    formula = page.locator("[data-formula]:visible")
    assert formula.evaluate_all("each => each.map(one => one.dataset.formula)") == ["false-1"]


def test_derived_inputs_are_chosen_and_have_their_maps(open_training):
    training = open_training("?epochs=20&view.epoch=20")
    page = training.page
    chips = page.locator("[data-part=inputs] .chip")
    assert chips.evaluate_all("each => each.map(chip => chip.ariaPressed)") == ["true"] * 2 + ["false"] * 5
    page.get_by_role("button", name="x₁²").click()
    page.get_by_role("button", name="x₂²").click()
    for name in ("x₁", "x₂"):
        page.get_by_role("button", name=name, exact=True).click()
    training.until("result.data.features", ["x1_squared", "x2_squared"]).still()
    assert training.state("request.dataset.features") == ["x1_squared", "x2_squared"]
    assert training.state("result.settings.layers")[0] == 2
    names = page.locator(".map-network .unit-name").all_text_contents()
    assert names[:2] == ["x₁²", "x₂²"]
    maps = training.state("display.snapshot.frame.given.map(map => [map.bottom, map.top])")
    assert all(0 <= low < 0.01 for low, _ in maps)
    assert all(high > 1 for _, high in maps)


def test_targets_of_a_loss_of_probabilities_go_from_0_to_1(opened):
    page = opened("backprop", "")
    target = page.locator("nudge-slider[data-path='y.0']")
    ends = "each => [each.querySelector('input[type=range]'), each.querySelector('nudge-number')]"
    bounds = f"each => (({ends})(each)).map(one => [one.min ?? one.dataset.low, one.max ?? one.dataset.high])"
    assert target.evaluate(bounds)[0] == ["-1", "1"]
    page.locator("[data-path=loss] select").select_option("bce")
    page.wait_for_function("() => document.querySelector('[data-panel=backprop]').result.terms.length === 1")
    page.wait_for_function(
        "() => document.querySelector('[data-path=\"y.0\"] input[type=range]').min === '0'"
    )
    assert target.evaluate(bounds) == [["0", "1"], ["0", "1"]]
    page.locator("[data-path=loss] select").select_option("mse")
    page.wait_for_function(
        "() => document.querySelector('[data-path=\"y.0\"] input[type=range]').min === '-1'"
    )
    assert target.evaluate(bounds)[0] == ["-1", "1"]


def test_the_numbers_of_a_table_have_their_room_on_the_axes_and_nothing_in_the_sheet_is_out_of_reach(
    open_training,
):
    table = "hours,price\n1,250000\n2,310500\n3,475250\n4,512000\n"
    training = open_training(f"?view.drawer=points&dataset.csv={quote(json.dumps(table))}")
    said(training).filter(has_text="They are in use").wait_for()
    assert box_of(training).input_value() == table
    beyond = training.page.locator(".training-fit .tick").evaluate_all(
        """ticks => ticks.filter(tick =>
            tick.getBoundingClientRect().left < tick.closest('svg').getBoundingClientRect().left)
            .map(tick => tick.textContent)"""
    )
    assert beyond == []
    assert training.page.locator(".training-fit .tick").filter(has_text="00000").count() > 2
    assert violations(training.page) == []
