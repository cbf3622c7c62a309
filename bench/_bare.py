"""What we measure ourselves against: bare Flask with a constant answer, and the bare page."""

from flask import Flask, Response, request

ANSWER = b'{"prediction":[0.5],"verdict":"neutral"}'
PAGE = """<!doctype html><meta charset="utf-8"><title>Bare</title>
<input type="range" min="-2" max="2" step="0.01" value="0" aria-label="Input">
<output>0.00</output>
<svg width="200" height="200" viewBox="-2 -2 4 4"><circle r="0.5"></circle></svg>
<script src="/bare.js"></script>"""
SCRIPT = """
const slider = document.querySelector('input');
const output = document.querySelector('output');
const circle = document.querySelector('circle');
slider.addEventListener('input', async () => {
  const headers = {'Content-Type': 'application/json'};
  const options = {method: 'POST', headers, body: `{"x":${slider.value}}`};
  await (await fetch('/bare', options)).json();
  output.textContent = Number(slider.value).toFixed(2);
  circle.setAttribute('cx', slider.value);
});
"""


def bare():
    """Reads the body, so that the connection can be used again, and answers."""
    request.get_data()
    return Response(ANSWER, mimetype="application/json")


def create_app():
    """The whole of it."""
    app = Flask(__name__)
    app.add_url_rule("/bare", "bare", bare, methods=["POST"])
    app.add_url_rule("/", "page", lambda: PAGE)
    app.add_url_rule("/bare.js", "script", lambda: Response(SCRIPT, mimetype="text/javascript"))
    app.add_url_rule("/healthz", "healthz", lambda: Response(ANSWER, mimetype="application/json"))
    return app
