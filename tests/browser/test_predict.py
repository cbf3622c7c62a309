"""Prediction in the page: a row with more inputs than a plane can show is changed in fields."""

import json
from urllib.parse import quote

from playwright.sync_api import expect

ROWS = [f"{i},{i % 5},{i % 3},{'dog' if i % 2 else 'cat'}" for i in range(12)]
CSV = "\n".join(["size,weight,tail,kind", *ROWS])


def test_each_number_of_a_row_with_many_inputs_has_a_field(open_page):
    dataset = quote(json.dumps({"csv": CSV}))
    page = open_page(f"/panels/predict?run.dataset={dataset}&run.network.layers=[3,2,1]&run.epochs=2")
    fields = page.locator(".predict-fields")
    expect(fields.locator("input")).to_have_count(3)
    tail = fields.get_by_label("tail")
    tail.fill("1,5")
    tail.press("Enter")
    expect(page.locator("[data-part=sentence]")).to_contain_text("tail = 1.5")
    tail.press("ArrowUp")
    expect(page.locator("[data-part=sentence]")).to_contain_text("tail = 1.56")
