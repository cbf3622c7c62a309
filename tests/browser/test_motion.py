"""Lines that move are seen moving; what is dragged is there at once, and all is without motion."""

NEURON = "/panels/neuron?inputs=1,-0.5&weights=0.5,0.8"
# The places of a line, frame by frame, from now until it has stood still for a while
FOLLOW = """() => {
  const seen = [];
  const look = () => {
    const d = document.querySelector('.boundary').getAttribute('d');
    if (seen.at(-1) !== d) seen.push(d);
    return d;
  };
  window.places = new Promise((done) => {
    let last = performance.now();
    let d = look();
    const frame = (now) => {
      if (look() !== d) { d = look(); last = now; }
      if (seen.length > 1 && now - last > 600) done(seen);
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}"""


def places(page, act):
    """Every place at which the line is drawn while something is done."""
    page.evaluate(FOLLOW)
    act(page)
    return page.evaluate("() => window.places")


def test_a_line_goes_to_where_a_new_state_has_it(open_page):
    page = open_page(NEURON)
    slider = page.get_by_label("Bias b", exact=True).first
    # Dragged, by pointer or key, it is where it belongs with the first picture
    assert len(places(page, lambda page: slider.press("End"))) == 2
    assert len(places(page, lambda page: slider.press("Home"))) == 2
    # Named, it goes there; a number field speaks of where, not of how
    field = page.locator("[data-path=bias] input:not([type=range])")
    way = places(page, lambda page: (field.fill("0.5"), field.press("Enter")))
    assert len(way) > 3
    assert len(set(way)) == len(way)


def test_the_perceptrons_line_is_seen_moving(open_page):
    page = open_page("/panels/perceptron?view.step=3")
    step = page.get_by_role("button", name="Step", exact=True)
    assert len(places(page, lambda page: step.click())) > 3


def test_whoever_wants_no_motion_sees_it_there(open_page):
    page = open_page("/panels/perceptron?view.step=3", reduced_motion="reduce")
    step = page.get_by_role("button", name="Step", exact=True)
    assert len(places(page, lambda page: step.click())) == 2
