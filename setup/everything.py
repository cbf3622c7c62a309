"""All that is installed and built, by whoever comes first; at the first start side by side."""

from concurrent.futures import ThreadPoolExecutor

from setup import front_end, node, python_packages
from setup.one_at_a_time import alone


def make(requirements: str = python_packages.RUN, develop: bool = False) -> None:
    """Make what is missing to serve or, with `develop`, to test and check."""
    with alone():
        if python_packages.is_there(requirements) or node.on_path() is None:
            python_packages.install(requirements)
            scripts(develop)
        else:
            with ThreadPoolExecutor(1) as beside:
                made = beside.submit(scripts, develop)
                python_packages.install(requirements)
                made.result()
        front_end.build_math_font()


def scripts(develop: bool) -> None:
    """Make what Node.js makes."""
    if develop:
        node.install_packages(develop=True)
    front_end.build_scripts()
