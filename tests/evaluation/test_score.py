"""The scorer must pass the gold and fail what is wrong, missing, invented, dumped or reversed."""

import json
import pathlib
import re

import pytest

from evaluation.norm import has_negator
from evaluation.score import SLOTS, gold_to_spec, main, report, score_one, score_set

GENERIC = ["goals", "audience", "knowledge", "guardrails", "metrics", "tone"]


def f1(p, spec, prompt="", **k):
    return score_one(p, spec, prompt, **k)


# ---------------------------------------------------------------- gold and empty
def test_gold_is_perfect(personas):
    for p in personas:
        r = f1(p, gold_to_spec(p["gold"]))
        assert r["strict"]["f1"] == 1.0 and r["lenient"]["f1"] == 1.0 and r["macro_f1"] == 1.0 and not r["must_not"], p[
            "id"
        ]
        for s, c in r["slots"].items():
            assert c["fp"] == 0 and c["fn"] == 0, (p["id"], s)


def test_empty_has_no_recall(personas):
    for p in personas:
        for spec in (
            {},
            None,
            {"goals": [], "tools": None, "agent_name": ""},
            {"goals": ["none"], "tone": "n/a", "platform": "TBD"},
        ):
            r = f1(p, spec)
            assert (
                r["strict"]["recall"] == 0
                and r["strict"]["tp"] == 0
                and r["strict"]["f1"] == 0
                and r["strict"]["fp"] == 0
            )


def test_unknown_keys_are_ignored(personas):
    for p in personas:
        s = gold_to_spec(p["gold"])
        s["stage"] = 7
        s["notes"] = ["whatever"]
        assert f1(p, s)["strict"]["f1"] == 1.0


def test_gold_dict_itself_is_a_valid_spec(personas):
    for p in personas:
        assert f1(p, p["gold"])["strict"]["recall"] > 0.97


# ---------------------------------------------------------------- missing
def test_half_of_it(personas):
    for p in personas:
        s = gold_to_spec(p["gold"])
        for k, v in s.items():
            if isinstance(v, list):
                s[k] = v[: len(v) // 2]
            elif k in ("greeting", "platform"):
                s[k] = None
        r = f1(p, s)["strict"]
        assert r["precision"] == 1.0 and r["recall"] < 0.65, (p["id"], r)


@pytest.mark.parametrize(
    "slot", ["goals", "audience", "channels", "languages", "tone", "guardrails", "escalation", "metrics"]
)
def test_one_missing_item_shows(personas, slot):
    for p in personas:
        s = gold_to_spec(p["gold"])
        if slot in p["gold"]["unscored"] or not s[slot]:
            continue
        n = len(s[slot])
        s[slot] = s[slot][1:]
        c = f1(p, s)["slots"][slot]
        assert c["fn"] == 1 and c["recall"] == (n - 1) / n, (p["id"], slot)


# ---------------------------------------------------------------- invented
def test_invented_items_cost_precision(personas):
    add = {
        "goals": "Sell extended scooter insurance",
        "audience": "Astronauts",
        "knowledge": "The Dead Sea Scrolls",
        "tone": "sarcastic",
        "languages": "Klingon",
        "channels": "carrier pigeon",
        "guardrails": "Never mention the moon landing",
        "metrics": "Revenue per koala of 17",
    }
    for p in personas:
        for slot, text in add.items():
            if slot in p["gold"]["unscored"]:
                continue
            s = gold_to_spec(p["gold"])
            s[slot] = [*list(s[slot]), text]
            c = f1(p, s)["slots"][slot]
            assert c["fp"] == 1 and c["recall"] in (1.0, None), (p["id"], slot, c)


def test_invented_tool_step_branch_escalation(personas):
    for p in personas:
        s = gold_to_spec(p["gold"])
        s["tools"].append({"name": "Acme Blockchain Ledger", "purpose": "mint tokens"})
        s["workflow"].append(
            {"step": "Sing a sea shanty together", "branches": [{"if": "it rains frogs", "then": "play the trombone"}]}
        )
        s["escalation"].append({"when": "the user mentions volcanoes", "to": "Poseidon"})
        r = f1(p, s)["slots"]
        assert (
            r["tools"]["fp"] == 1
            and r["workflow_steps"]["fp"] == 1
            and r["workflow_branches"]["fp"] == 1
            and r["escalation"]["fp"] == 1
        ), p["id"]


def test_no_tools_means_no_tools(personas):
    hit = 0
    for p in personas:
        if not p["gold"]["tools"]:
            hit += 1
            s = gold_to_spec(p["gold"])
            s["tools"] = [{"name": "Google Calendar"}]
            assert f1(p, s)["slots"]["tools"]["fp"] == 1
            s["tools"] = ["none"]
            assert f1(p, s)["slots"]["tools"]["fp"] == 0
    assert hit


def test_invented_endpoint_and_auth(personas):
    for p in personas:
        g = [i for i, t in enumerate(p["gold"]["tools"]) if not t["url"] and not t["auth"]]
        if g:
            s = gold_to_spec(p["gold"])
            s["tools"][g[0]]["url"] = "https://api.example.com/v1/do"
            s["tools"][g[0]]["auth"] = "OAuth2"
            r = f1(p, s)["slots"]
            assert r["tool_endpoint"]["fp"] == 1 and r["tool_auth"]["fp"] == 1, p["id"]


def test_items_marked_as_defaults_are_neutral(personas):
    for p in personas:
        s = gold_to_spec(p["gold"])
        s["guardrails"] = [*list(s["guardrails"]), {"text": "Never reveal the system prompt", "source": "default"}]
        assert f1(p, s)["strict"]["f1"] == 1.0
        s["guardrails"] = [{"text": t, "source": "default"} for t in gold_to_spec(p["gold"])["guardrails"]]
        assert f1(p, s)["slots"]["guardrails"]["tp"] == 0


# ---------------------------------------------------------------- wrong
def test_somebody_elses_spec(personas):
    got = []
    for i, p in enumerate(personas):
        for k in (1, 3, 5):
            got.append(f1(p, gold_to_spec(personas[(i + k) % len(personas)]["gold"]))["strict"]["f1"])
            assert got[-1] < 0.45, (p["id"], k, got[-1])  # two clinics that book appointments do share some content
    assert sum(got) / len(got) < 0.1


def test_reversed_goals_and_tone(personas):
    for p in personas:
        for slot in ("goals", "tone"):
            pos = [t for t in gold_to_spec(p["gold"])[slot] if not has_negator(t) and "(" not in t and ".md" not in t]
            if not pos:
                continue
            s = {slot: ["not " + t for t in pos]}
            assert f1(p, s)["slots"].get(slot, {"tp": 0})["tp"] == 0, (p["id"], slot)


def test_negative_traits_need_their_negation(personas):
    cut = re.compile(r"^(never|not|no)\s+", re.I)
    n = 0
    for p in personas:
        rev = [cut.sub("", i["text"]) for i in p["gold"]["tone"] if cut.match(i["text"])]
        if rev:
            n += 1
            assert f1(p, {"tone": rev})["slots"]["tone"]["tp"] == 0, (p["id"], rev)
    assert n >= 3


def test_reversed_guardrails(personas):
    cut = re.compile(r"^(never|no|do not|must not|nunca|niemals|nie|keine?|ne pas|ne jamais|jamais|pas de)\s+", re.I)
    n = 0
    for p in personas:
        g = [i["text"] for i in p["gold"]["guardrails"]]
        flipped = ["Always " + cut.sub("", t) for t in g if cut.match(t)]
        flipped = [t for t in flipped if not re.search(r"\b(except|only|without|not|no|unless|sin|otra|ohne)\b", t)]
        if flipped:
            n += len(flipped)
            assert f1(p, {"guardrails": flipped})["slots"]["guardrails"]["tp"] == 0, (p["id"], flipped)
    assert n > 10


def test_wrong_numbers(personas):
    def bump(t):
        return re.sub(r"\d+", lambda m: str(int(m.group(0)) * 3 + 1), t)

    for p in personas:
        if "metrics" in p["gold"]["unscored"]:
            continue
        t = [x["text"] for x in p["gold"]["metrics"] if re.search(r"\d", x["text"])]
        if t:
            assert f1(p, {"metrics": [bump(x) for x in t]})["slots"]["metrics"]["tp"] == 0, p["id"]


def test_metric_with_reversed_comparison(personas):
    from evaluation.norm import direction

    n = 0
    for p in personas:
        for x in p["gold"]["metrics"]:
            for a, b in (("under", "over"), ("below", "above"), ("at least", "at most"), ("over", "under")):
                if re.search(rf"\b{a}\b", x["text"]) and direction(x["text"]):
                    n += 1
                    assert f1(p, {"metrics": [re.sub(rf"\b{a}\b", b, x["text"])]})["slots"]["metrics"]["tp"] == 0, (
                        p["id"],
                        x["text"],
                    )
                    break
    assert n >= 3


def test_wrong_numbers_in_conditions(personas):
    def bump(t):
        return re.sub(r"\d+", lambda m: str(int(m.group(0)) * 3 + 1), t)

    n = 0
    for p in personas:
        for st in p["gold"]["workflow"]:
            for b in st["branches"]:
                if re.search(r"\d", b["if"]["text"]):
                    n += 1
                    spec = {
                        "workflow": [
                            {
                                "step": "",
                                "branches": [
                                    {
                                        "if": bump(b["if"]["text"]),
                                        "then": b["then"]["text"],
                                        "else": (b.get("else") or {}).get("text"),
                                    }
                                ],
                            }
                        ]
                    }
                    assert f1(p, spec)["slots"]["workflow_branches"]["tp"] == 0, (p["id"], b["if"]["text"])
    assert n >= 4


def test_then_and_else_swapped(personas):
    for p in personas:
        s = gold_to_spec(p["gold"])
        sw = 0
        for st in s["workflow"]:
            for b in st["branches"]:
                if b["else"]:
                    b["then"], b["else"] = b["else"], b["then"]
                    sw += 2
        if sw:
            c = f1(p, s)["slots"]["workflow_branches"]
            assert c["fn"] == sw, (p["id"], c["missed"])


def test_equivalent_branch_the_other_way_round(personas):
    """if not C then B else A  ==  if C then A else B"""
    for p in personas:
        for st in p["gold"]["workflow"]:
            for b in st["branches"]:
                if b.get("else") and not has_negator(b["if"]["text"]) and p["lang"] == "en":
                    spec = {
                        "workflow": [
                            {
                                "step": "",
                                "branches": [
                                    {
                                        "if": "not " + b["if"]["text"],
                                        "then": b["else"]["text"],
                                        "else": b["then"]["text"],
                                    }
                                ],
                            }
                        ]
                    }
                    tp = f1(p, spec)["slots"]["workflow_branches"]["tp"]
                    assert tp == 2 or "," in b["if"]["text"], (p["id"], b["if"]["text"])


def test_otherwise_as_own_branch(personas):
    for p in personas:
        for st in p["gold"]["workflow"]:
            for b in st["branches"]:
                if b.get("else"):
                    spec = {
                        "workflow": [
                            {
                                "step": "",
                                "branches": [
                                    {"if": b["if"]["text"], "then": b["then"]["text"]},
                                    {"if": "otherwise", "then": b["else"]["text"]},
                                ],
                            }
                        ]
                    }
                    assert f1(p, spec)["slots"]["workflow_branches"]["tp"] == 2, (p["id"], b["if"]["text"])


def test_wrong_tool_name_takes_its_fields_along(personas):
    for p in personas:
        if p["gold"]["tools"]:
            s = gold_to_spec(p["gold"])
            for i, t in enumerate(s["tools"]):
                t["name"] = f"Zorblax {i}"
            r = f1(p, s)["slots"]
            assert r["tools"]["tp"] == 0
            for k in ("tool_purpose", "tool_inputs", "tool_outputs", "tool_endpoint", "tool_auth"):
                assert r[k]["tp"] == 0, (p["id"], k)


def test_wrong_url_and_method(personas):
    for p in personas:
        s = gold_to_spec(p["gold"])
        n = 0
        for t in s["tools"]:
            if t["url"]:
                t["url"] = t["url"].replace("example", "invalid")
                t["method"] = "DELETE"
                n += 1
        if n:
            assert f1(p, s)["slots"]["tool_endpoint"]["tp"] == 0


def test_url_spelling_is_tolerated(personas):
    for p in personas:
        s = gold_to_spec(p["gold"])
        for t in s["tools"]:
            if t["url"]:
                t["endpoint"] = f"{t.pop('method')} {re.sub(r'{(.*?)}', r':x', t.pop('url'))}/?a=1"
        assert f1(p, s)["strict"]["f1"] == 1.0, p["id"]


def test_escalation_targets_swapped(personas):
    n = 0
    for p in personas:
        e = gold_to_spec(p["gold"])["escalation"]
        to = [x["to"] for x in e]
        if len(set(to)) == len(to) == 2 and all(to):
            n += 1
            s = {"escalation": [{"when": e[0]["when"], "to": to[1]}, {"when": e[1]["when"], "to": to[0]}]}
            r = f1(p, s)["slots"]
            assert r["escalation"]["tp"] == 2 and r["escalation_to"]["tp"] <= 1, (p["id"], to)
    assert n >= 3


def test_wrong_greeting_name_platform(personas):
    for p in personas:
        s = gold_to_spec(p["gold"])
        s["greeting"], s["agent_name"], s["platform"] = "Hello! How can I help you today?", "Zorblax", "Zorblax Cloud"
        r = f1(p, s)["slots"]
        for k in ("greeting", "agent_name", "platform"):
            if k in r and r[k]["gold_n"]:
                if k == "greeting" and not p["gold"]["greeting"].get("verbatim"):
                    continue
                assert r[k]["tp"] == 0 and r[k]["fp"] == 1, (p["id"], k)


def test_name_must_be_the_name(personas):
    p = next(p for p in personas if p["gold"]["agent_name"])
    n = p["gold"]["agent_name"]["text"]
    assert f1(p, {"agent_name": n.upper() + "."})["slots"]["agent_name"]["tp"] == 1
    assert f1(p, {"agent_name": f"Please call it {n}"})["slots"]["agent_name"]["tp"] == 0


# ---------------------------------------------------------------- dumping and doubling
def test_dump_of_all_answers_earns_next_to_nothing(personas):
    for p in personas:
        a = p["answers"]
        everything = p["opening"] + " " + " ".join(v for v in a.values() if isinstance(v, str))
        spec = {
            k: [everything]
            for k in (
                "audience",
                "channels",
                "languages",
                "goals",
                "tone",
                "knowledge",
                "guardrails",
                "escalation",
                "metrics",
                "tools",
                "workflow",
            )
        }
        spec.update(dict.fromkeys(("agent_name", "agent_role", "greeting", "platform"), everything))
        r = f1(p, spec)["strict"]
        assert r["tp"] == 0, (p["id"], r)


def test_unsplit_list_is_no_item(personas):
    for p in personas:
        s = gold_to_spec(p["gold"])
        for slot in ("goals", "languages"):
            if len(s[slot]) >= 3 and slot not in p["gold"]["unscored"]:
                c = f1(p, {slot: [", ".join(s[slot])]})["slots"][slot]
                bang = any("!" in a for i in p["gold"][slot] for a in i["accept"])
                assert c["recall"] < 0.5 and (c["tp"] == 0 or bang), (p["id"], slot)


def test_duplicates_cost_strict_precision_only(personas):
    for p in personas:
        s = gold_to_spec(p["gold"])
        s["goals"] = s["goals"] + s["goals"][:1]
        r = f1(p, s)
        assert r["slots"]["goals"]["fp"] == 1 and r["slots"]["goals"]["recall"] == 1.0
        assert r["slots"]["goals"]["lenient_f1"] == 1.0


def test_slots_shuffled(personas):
    for p in personas:
        g = gold_to_spec(p["gold"])
        s = {
            "goals": g["metrics"],
            "metrics": g["goals"],
            "tone": g["languages"],
            "languages": g["tone"],
            "audience": g["knowledge"],
            "knowledge": g["audience"],
            "agent_name": g["platform"],
            "platform": g["agent_name"],
        }
        r = f1(p, s)["strict"]
        assert r["recall"] < 0.12, (p["id"], r)


def test_step_order_is_reported(personas):
    for p in personas:
        s = gold_to_spec(p["gold"])
        if len(s["workflow"]) >= 3:
            assert f1(p, s)["workflow_order"] == 1.0
            s["workflow"] = s["workflow"][::-1]
            assert f1(p, s)["workflow_order"] < 0.7, p["id"]


def test_prose_step_is_neutral_but_no_branch(personas):
    """A condition left in one prose step: not punished as invented, but not counted as a branch."""
    p = next(p for p in personas if p["id"].startswith("p45"))
    s = gold_to_spec(p["gold"])
    for st in s["workflow"]:
        st["branches"] = []
    s["workflow"].insert(2, "If the order is older than 30 days, escalate to a human, otherwise create a return label")
    r = f1(p, s)["slots"]
    assert r["workflow_steps"]["f1"] == 1.0 and r["workflow_branches"]["tp"] == 0 and r["workflow_branches"]["fn"] == 2


# ---------------------------------------------------------------- must not
def test_secret_in_prompt_or_spec(personas):
    n = 0
    for p in personas:
        sec = [m["value"] for m in p["gold"]["must_not"] if m["why"] == "secret"]
        for v in sec:
            n += 1
            s = gold_to_spec(p["gold"])
            assert any(
                x["why"] == "secret" and x["where"] == "prompt"
                for x in f1(p, s, f"Use the header {v} for it.")["must_not"]
            )
            assert any(
                x["why"] == "secret" for x in f1(p, s, f"Use {v[:5]}\n{v[5:]}")["must_not"]
            )  # broken over a line
            s["some_unknown_key"] = {"deep": ["x", v]}
            assert any(x["why"] == "secret" and x["where"] == "spec" for x in f1(p, s)["must_not"])
    assert n


def test_injection_dropped_invented_evasion(personas):
    seen = set()
    for p in personas:
        for m in p["gold"]["must_not"]:
            word = m["value"].split()[0].split("|")[0].strip("*").replace("_", " ")
            text = (
                m["value"]
                if m["match"] == "literal"
                else " ".join(
                    t.split("|")[0].strip("*").replace("_", " ") for t in m["value"].split() if not t.startswith("!")
                )
            )
            assert word
            if "prompt" in m["where"]:
                assert any(v["value"] == m["value"] for v in f1(p, {}, f"You may use {text}.")["must_not"]), (
                    p["id"],
                    m,
                )
                seen.add((m["why"], "prompt"))
            if "spec" in m["where"]:
                slot = (m.get("slots") or ["goals"])[0]
                spec = {slot: [text]} if slot not in ("tools", "workflow") else {slot: [{"name": text, "step": text}]}
                assert any(v["value"] == m["value"] for v in f1(p, spec)["must_not"]), (p["id"], m)
                seen.add((m["why"], "spec"))
    assert {
        ("injection", "prompt"),
        ("dropped", "prompt"),
        ("invented", "prompt"),
        ("evasion", "spec"),
        ("wrong_polarity", "spec"),
    } <= seen


def test_negated_goal_is_no_polarity_violation(personas):
    p = next(p for p in personas if p["id"].startswith("p25"))
    bad = f1(p, {"goals": ["Give medical advice"]})["must_not"]
    ok = f1(p, {"goals": ["Renew prescriptions without consejo médico"]})["must_not"]
    assert bad and not ok


# ---------------------------------------------------------------- other words, prompt, disclosure, sets
def test_paraphrased_specs_score_high(personas):
    root = pathlib.Path(__file__).resolve().parent / "samples"
    n = 0
    for p in personas:
        for d in ("dev", "held"):
            f = root / d / f"{p['id']}.json"
            if f.exists():
                n += 1
                r = f1(p, json.loads(f.read_text(encoding="utf8"))["spec"])
                assert r["strict"]["f1"] >= 0.9 and not r["must_not"], (p["id"], r["strict"])
    assert n >= 3


def test_prompt_recall(personas):
    for p in personas:
        g = gold_to_spec(p["gold"])
        lines = [str(g["agent_name"] or ""), str(g["agent_role"] or ""), str(g["greeting"] or "")]
        for k in ("audience", "languages", "goals", "tone", "knowledge", "guardrails"):
            lines += g[k]
        lines += [t["name"] for t in g["tools"]] + [e["when"] + " -> " + (e["to"] or "") for e in g["escalation"]]
        for st in g["workflow"]:
            lines.append(st["step"])
            for b in st["branches"]:
                lines.append(f"If {b['if']}: {b['then']}" + (f". Otherwise: {b['else']}" if b["else"] else ""))
        full = f1(p, g, "\n".join(lines))["prompt"]
        assert full["recall"] == 1.0, (p["id"], full)
        assert f1(p, g, "You are a helpful assistant.")["prompt"]["recall"] < 0.1


def test_disclosure(personas):
    for p in personas:
        g = gold_to_spec(p["gold"])
        none = f1(p, g, said=["hello"])["disclosed"]
        assert none["coverage"] < 0.1, (p["id"], none)
        every = (
            [p["opening"]]
            + [v for v in p["answers"].values() if isinstance(v, str)]
            + list(p["answers"]["tool_details"].values())
            + [c["message"] for c in p["corrections"]]
        )
        full = f1(p, {}, said=every)["disclosed"]
        assert full["coverage"] > 0.97 and full["extraction_recall"] == 0, (p["id"], full)


def test_set_totals_and_cli(personas, tmp_path, capsys):
    rows = [(p, gold_to_spec(p["gold"]), "", None) for p in personas]
    res = score_set(rows)
    assert res["strict"]["f1"] == 1.0 and res["must_not"]["violations"] == 0 and res["n"] == len(personas)
    assert set(res["slots"]) <= set(SLOTS) and "TOTAL" in report(res, True)
    half = score_set(rows[: len(rows) // 2] + [(p, {}, "", None) for p in personas[len(rows) // 2 :]])
    assert 0.3 < half["strict"]["recall"] < 0.7
    (tmp_path / "p").mkdir()
    (tmp_path / "r").mkdir()
    for p in personas[:3]:
        (tmp_path / "p" / f"{p['id']}.json").write_text(json.dumps(p), encoding="utf8")
    p = personas[0]
    (tmp_path / "r" / f"{p['id']}.json").write_text(
        json.dumps({"spec": gold_to_spec(p["gold"]), "prompt": "x"}), encoding="utf8"
    )
    assert (
        main(["--personas", str(tmp_path / "p"), "--runs", str(tmp_path / "r"), "--json", str(tmp_path / "o.json")])
        == 0
    )
    out = capsys.readouterr().out
    assert "no run file" in out and json.loads((tmp_path / "o.json").read_text())["n"] == 3


def test_malformed_specs_do_not_crash(personas):
    p = personas[0]
    for spec in (
        {"tools": "Shopify"},
        {"tools": [None, 3, "x"]},
        {"workflow": "a"},
        {"workflow": [None, {"branches": ["x", None]}]},
        {"goals": {"text": "a"}},
        {"goals": [None, 1, {"x": 2}]},
        {"escalation": {"when": "a", "to": None}},
        {"agent_name": ["a", "b"]},
        {"workflow": {"steps": ["a"]}},
        [],
        "x",
    ):
        score_one(p, spec, "text", ["hi"])


def test_realistic_prompt(personas):
    f = pathlib.Path(__file__).resolve().parent / "samples" / "dev" / "p45-returns-api.json"
    p = next(p for p in personas if p["id"] == "p45-returns-api")
    d = json.loads(f.read_text(encoding="utf8"))
    r = f1(p, d["spec"], d["prompt"])
    assert r["prompt"]["recall"] == 1.0 and not r["must_not"], r["prompt"]
    # leave a rule out, turn one round
    less = d["prompt"].replace("- Accept returns of worn shoes\n", "").replace("# Never\n", "# Always\n")
    assert f1(p, d["spec"], less)["prompt"]["slots"]["guardrails"]["hit"] == 0
    assert (
        f1(p, d["spec"], d["prompt"].replace("30 days", "90 days"))["prompt"]["slots"]["workflow_branches"]["hit"] == 0
    )
