"""One instance by `sortition-algorithms`: prints the least probability and what was asked for. Called by run.py."""

import csv
import json
import sys
from pathlib import Path

from sortition_algorithms.committee_generation.leximin import find_distribution_leximin
from sortition_algorithms.committee_generation.maximin import find_distribution_maximin
from sortition_algorithms.features import read_in_features
from sortition_algorithms.people import read_in_people
from sortition_algorithms.settings import Settings


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames), list(reader)


def main(folder, seats, algorithm):
    _, body = rows(Path(folder) / "categories.csv")
    quotas = [{"feature": r["category"], "value": r["feature"], "min": r["min"], "max": r["max"]} for r in body]
    features = read_in_features(["feature", "value", "min", "max"], quotas)[0]
    settings = Settings(id_column="id", columns_to_keep=["household"], solver_backend="highspy")
    head, body = rows(Path(folder) / "respondents.csv")
    people, _ = read_in_people(head, body, features, settings)
    find = {"leximin": find_distribution_leximin, "maximin": find_distribution_maximin}[algorithm]
    committees, weights, _ = find(features, people, seats, [], "highspy")
    chance = dict.fromkeys((str(row["id"]) for row in body), 0.0)
    for committee, weight in zip(committees, weights):
        for person in committee:
            chance[str(person)] += weight
    print(json.dumps({"least": min(chance.values()), "algorithm": algorithm}))


main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
