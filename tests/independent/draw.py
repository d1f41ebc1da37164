"""The draw of SPEC.md section 5 a second time, with nothing but Python's standard library.

    python3 draw.py SPEC.json    prints the report of the draw as canonical JSON
    python3 draw.py --numbers    prints the numbers of tests/vectors/lottery.json

It was written from SPEC.md and shares no code with the library. Where the library refuses a
specification it only asserts.
"""

import base64
import hashlib
import json
import sys


def text(digest):
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def raw(characters):
    return base64.urlsafe_b64decode(characters + "=" * (-len(characters) % 4))


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def tagged(tag, *parts):
    data = b""
    for part in (tag, *parts):
        part = part.encode() if isinstance(part, str) else part
        data += len(part).to_bytes(8, "big") + part
    return hashlib.sha256(data).digest()


def words(seed, label):
    counter = 0
    while True:
        block = tagged("guanjia/draw-stream/v1", seed, label, counter.to_bytes(8, "big"))
        for at in range(0, 32, 8):
            yield int.from_bytes(block[at : at + 8], "big")
        counter += 1


def uniform(stream, n):
    for word in stream:
        if word < 2**64 - 2**64 % n:
            return word % n


def ticket(seed, label, handle):
    return tagged("guanjia/draw-ticket/v1", seed, label, handle)


def order(seed, label, handles):
    return sorted(handles, key=lambda handle: (ticket(seed, label, handle), handle))


def hamilton(seats, weights):
    whole = sum(weights.values())
    shared = {name: seats * weight // whole for name, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda name: (-(seats * weights[name] % whole), name.encode()))
    for name in by_remainder[: seats - sum(shared.values())]:
        shared[name] += 1
    return shared


def apportion(seats, weights, floor_one):
    shared = {name: 0 for name in weights}
    left = {name: weight for name, weight in weights.items() if weight > 0}
    while True:
        turn = hamilton(seats, left)
        none = [name for name, n in turn.items() if n == 0] if floor_one else []
        if not none:
            return {**shared, **turn}
        for name in none:
            shared[name] = 1
            del left[name]
            seats -= 1


def whole(numerator, denominator, rounding):
    if rounding == "floor":
        return numerator // denominator
    if rounding == "ceil":
        return -(-numerator // denominator)
    return (2 * numerator + denominator) // (2 * denominator)


def draw(spec):
    report = {}
    by = spec.get("by")
    if "rule" in spec:
        rule, weights = spec["rule"], spec["weights"]
        base = sum(weights.values())
        total = whole(rule["ratio"][0] * base, rule["ratio"][1], rule["rounding"])
        seats = apportion(total, weights, rule.get("floor_one", False))
        report["seats"] = {"measure": rule["measure"], "base": base, "total": total, "strata": seats}
    else:
        seats = spec["seats"]
    strata = {c["handle"]: c.get("strata", {}) for c in spec["candidates"]}
    assert len(strata) == len(spec["candidates"])
    handles = sorted(strata)
    listed = [part for handle in handles for part in (handle, canonical(strata[handle]))]
    parties = spec.get("parties", [])
    announcement = {
        "id": spec["id"],
        "candidates": text(tagged("guanjia/candidates/v1", *listed)),
        "seats": seats,
        "alternates": spec["alternates"],
        "general": spec["general"],
        "commit_by": spec["commit_by"],
        "reveal_by": spec["reveal_by"],
        "sources": spec["sources"],
    }
    if by:
        announcement["by"] = by
    if parties:
        announcement["parties"] = [party["id"] for party in parties]
    digest = tagged("guanjia/draw/v1", canonical(announcement))

    secrets, forfeited = [], []
    for party in parties:
        if "reveal" not in party:
            secrets.append(b"")
            forfeited.append(party["id"])
            continue
        secret = raw(party["reveal"])
        assert raw(party["commitment"]) == tagged("guanjia/draw-commitment/v1", digest, party["id"], secret)
        secrets.append(secret)
    assert not parties or len(forfeited) < len(parties)
    seed = tagged("guanjia/draw-seed/v1", digest, *secrets, spec["value"])

    selected, alternates, rest = {}, {}, []
    for stratum, n in seats.items():
        group = order(seed, "seat", [h for h in handles if (strata[h][by] if by else "all") == stratum])
        assert len(group) >= n
        selected[stratum] = group[:n]
        alternates[stratum] = group[n : n + spec["alternates"]]
        rest += group[n + spec["alternates"] :]
    drawn = {
        "draw": spec["id"],
        "announcement": text(digest),
        "value": spec["value"],
        "seed": text(seed),
        "selected": selected,
        "alternates": alternates,
        "general": order(seed, "general", rest)[: spec["general"]],
    }
    if forfeited:
        drawn["forfeited"] = forfeited
    report["announcement"] = announcement
    report["tickets"] = {handle: text(ticket(seed, "seat", handle)) for handle in handles}
    report["drawn"] = drawn
    return report


def numbers():
    seed = hashlib.sha256(b"an example").digest()
    cases = []
    for n in (1, 2, 6, 10, 1000, 2**32 + 1, 2**53 - 1, 2**63 + 1):
        stream = words(seed, f"n{n}")
        cases.append({"n": str(n), "label": f"n{n}", "numbers": [str(uniform(stream, n)) for _ in range(12)]})
    handles = [f"R-{i:04}" for i in range(12)]
    return {
        "spec": "SPEC.md section 5.3: streams, lots, commitments; made by tests/independent/draw.py",
        "seed": text(seed),
        "uniform": cases,
        "tickets": {handle: text(ticket(seed, "seat", handle)) for handle in handles},
        "order": order(seed, "seat", handles),
        "commitment": {
            "announcement": text(seed),
            "party": "committee",
            "reveal": text(bytes(range(32))),
            "commitment": text(tagged("guanjia/draw-commitment/v1", seed, "committee", bytes(range(32)))),
        },
    }


if __name__ == "__main__":
    if sys.argv[1] == "--numbers":
        print(canonical(numbers()))
    else:
        with open(sys.argv[1], encoding="utf-8") as file:
            print(canonical(draw(json.load(file))))
