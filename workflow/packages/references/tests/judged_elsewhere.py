"""What Rayyan and ASReview make of an exported file: the same records, judged."""

import csv
import io

WORDS = {"include": "Included", "exclude": "Excluded", "": "Maybe"}
TAGS = {"include": "ASReview_relevant", "exclude": "ASReview_irrelevant", "": "ASReview_not_seen"}
LABELS = {"include": "1", "exclude": "0", "": ""}


def rayyan_notes(by_reader, reason):
    """Return notes as Rayyan writes them, after the notes that the record came with."""
    pairs = ", ".join(f'"{name}"=>"{WORDS[decision]}"' for name, decision in by_reader.items())
    reasons = f" | RAYYAN-EXCLUSION-REASONS: {reason}" if "exclude" in by_reader.values() else ""
    return f" RAYYAN-INCLUSION: {{{pairs}}} | RAYYAN-LABELS: later, again{reasons}"


def judge_in_rayyan_csv(text, decisions, reason):
    """Return a Rayyan export of what was imported: keys of its own, decisions in the notes."""
    rows = list(csv.DictReader(io.StringIO(text)))
    file = io.StringIO()
    writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    for number, row in enumerate(rows):
        row["notes"] += rayyan_notes(decisions[row["key"]], reason)
        writer.writerow({**row, "key": f"rayyan-{number}"})
    return file.getvalue()


def judge_in_ris(text, note_of):
    lines = []
    for line in text.splitlines():
        if line.startswith("ID  - "):
            name = line[6:]
            line = "ID  - rayyan-7"
        lines.append(line)
        if line.startswith("N1  - "):
            lines.append(f"N1  - {note_of(name)}")
    return "\n".join(lines) + "\n"


def judge_in_asreview_csv(text, decisions):
    rows = list(csv.DictReader(io.StringIO(text)))
    file = io.StringIO()
    writer = csv.DictWriter(file, [*rows[0], "asreview_label"], lineterminator="\n")
    writer.writeheader()
    for row in sorted(rows, key=lambda row: decisions[row["alianzas_id"]]["Ana"]):
        writer.writerow({**row, "asreview_label": LABELS[decisions[row["alianzas_id"]]["Ana"]]})
    return file.getvalue()
