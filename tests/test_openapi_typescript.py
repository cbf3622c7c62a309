"""openapi-typescript makes types of the OpenAPI document without a complaint, and scripts are held to it."""

import json
import subprocess

import pytest

from app import create_app
from course.syllabus import PANEL_SLUGS
from setup.node import find
from setup.places import NODE_MODULES

# What has a default may be left out of a request
MAKE = ("openapi.json", "-o", "client.d.ts", "--default-non-nullable=false")
TYPES = """\
import type { paths } from './client';
type Json<T> = { content: { 'application/json': T } };
type Asked<P extends keyof paths> = paths[P] extends { post: { requestBody?: Json<infer B> } } ? B : never;
type Told<P extends keyof paths> =
  paths[P] extends { post: { responses: { 200: Json<infer R> } } } ? R : never;
"""
WRONG = 'export const wrong: Told<"/api/v1/softmax">["no_such_field"] = 1;\n'


def run(*command, place):
    """What a program of node_modules says, and whether it went well."""
    program = [find().program, NODE_MODULES / command[0], *command[1:]]
    done = subprocess.run(program, cwd=place, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of the types, and what was said while they were made."""
    place = tmp_path_factory.mktemp("types")
    document = create_app().test_client().get("/api/v1/openapi.json").text
    place.joinpath("openapi.json").write_text(document, "utf-8")
    code, said = run("openapi-typescript/bin/cli.js", *MAKE, place=place)
    assert code == 0, said
    return place, said


def test_types_are_made_without_a_warning(made):
    assert "openapi.json → client.d.ts" in made[1]
    assert [word for word in ("warn", "error", "⚠", "✘") if word in made[1].lower()] == []


def test_a_script_may_send_nothing_and_reads_what_every_panel_says(made):
    place, _ = made
    lines = [
        f"export const a{at}: Asked<{path}> = {{}};\nexport const t{at}: Told<{path}>['sentence'] = '';\n"
        for at, path in enumerate(json.dumps(f"/api/v1/{slug}") for slug in PANEL_SLUGS)
    ]
    place.joinpath("asking.ts").write_text("".join([TYPES, *lines, WRONG]), "utf-8")
    code, said = run("typescript-7/bin/tsc", "--noEmit", "--strict", "asking.ts", place=place)
    (complaint,) = said.strip().splitlines()
    assert code != 0
    assert "no_such_field" in complaint
