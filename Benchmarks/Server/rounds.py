"""Rounds of a subject and its reference, in turns."""

import statistics


class Rounds:
    def __init__(self, name):
        self.name = name
        self.values, self.references, self.figures, self.disks = [], [], [], []

    def add(self, value, reference, figure=None, disk=None):
        self.values.append(value)
        self.references.append(reference)
        if figure:
            self.figures.append(figure)
        if disk:
            self.disks.append(disk)
        print(
            f"  {self.name}: {value:.0f} beside {reference:.0f}, ratio {value / reference:.3f}",
            flush=True)

    @property
    def ratios(self):
        return [value / reference for value, reference in zip(self.values, self.references)]

    @property
    def ratio(self):
        return statistics.median(self.ratios)

    def measurement(self, name, unit="1/s"):
        """A line of the table; the ratio is the median of the rounds' ratios."""
        return {
            "name": name, "value": statistics.median(self.values), "unit": unit,
            "reference": statistics.median(self.references), "ratio": self.ratio}

    def notes(self):
        """What stands beside the figures."""
        words = [f"ratio {min(self.ratios):.3f} to {max(self.ratios):.3f}"]
        if self.disks:
            words.append(f"{statistics.median(self.disks):.0f} fdatasyncs/s")
        if self.figures:
            last = sorted(self.figures, key=lambda figure: figure.rate)[len(self.figures) // 2]
            words.append(f"p50 {last.p50:.2f} ms, p99 {last.p99:.2f} ms")
            words.append(last.shares)
        return "; ".join(words)
