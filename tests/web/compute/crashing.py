"""A training run that breaks when its first part has been told."""

from panel_kit.runs.record import Record


def crash_on_the_way(monkeypatch):
    """From now on no stretch of epochs after the start can be written down."""

    def crash(self, stretch):
        if stretch[0].snapshot.epoch > 0:
            raise RuntimeError("the secret cause")
        return plain(self, stretch)

    plain = Record.add
    monkeypatch.setattr(Record, "add", crash)
