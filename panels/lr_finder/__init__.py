"""The range test: which learning rate does one short run suggest, and is it a good one?"""

from panels.lr_finder.panel import PANEL

__all__ = ["PANEL"]
