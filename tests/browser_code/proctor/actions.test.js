import assert from "node:assert/strict";
import { test } from "node:test";

import {
  CATEGORIES, HALL_ACTIONS, SITTING_ACTIONS, actionNamed, commandFrom, likelyCategory, problemsIn, readMinutes, whyNot,
} from "../../../static/proctor/actions.js";
import { keyOf } from "../../../static/proctor/words.js";
import { hall, row, texts } from "./a_hall.js";

const explained = { category: "network", reason: " kabel tercabut " };
const target = { hall_id: "hall-1", sitting_id: "s1" };

test("every action on a person asks for a category and a reason", () => {
  for (const action of SITTING_ACTIONS) assert.ok(action.fields.includes("category") && action.fields.includes("reason"), action.name);
});

test("every action, field, category and problem has its texts in both languages", () => {
  for (const language of ["id", "en"]) {
    const t = texts(language);
    const has = (key) => assert.notEqual(t(key, { name: "", hall: "", left: "", ready: 0, expected: 0, count: 0, minutes: 1, seat: "" }), key);
    for (const { name, fields } of [...SITTING_ACTIONS, ...HALL_ACTIONS]) {
      for (const start of ["action", "title", "about", "done"]) has(`${start}-${keyOf(name)}`);
      for (const field of fields) has(`field-${keyOf(field)}`);
      for (const problem of problemsIn(actionNamed(name), {}, hall())) has(problem.key);
    }
    for (const category of CATEGORIES) has(`cause-${category}`);
  }
});

test("an empty form names each missing field in order", () => {
  const fields = (name) => problemsIn(actionNamed(name), {}, hall()).map((problem) => problem.field);
  assert.deepEqual(fields("give_time"), ["minutes", "category", "reason"]);
  assert.deepEqual(fields("move_seat"), ["seat", "category", "reason"]);
  assert.deepEqual(fields("open_hall"), []);
});

test("a reason of blanks is no reason", () => {
  assert.deepEqual(problemsIn(actionNamed("pause_sitting"), { category: "power", reason: "   " }, hall()).map(({ key }) => key), ["problem-reason"]);
});

test("minutes are read with a comma or a point, and nonsense is refused", () => {
  assert.deepEqual(["5", "2,5", "0.5", "180"].map(readMinutes), [5, 2.5, 0.5, 180]);
  assert.deepEqual(["", "0", "-5", "181", "5 menit", "1e3", "5.123"].map(readMinutes), [null, null, null, null, null, null, null]);
});

test("a filled form becomes the command of the wire, trimmed, minutes as seconds", () => {
  assert.deepEqual(commandFrom(actionNamed("give_time"), { ...explained, minutes: "2,5" }, target), {
    hall_id: "hall-1", sitting_id: "s1", seconds: 150, category: "network", reason: "kabel tercabut",
  });
  assert.deepEqual(commandFrom(actionNamed("open_hall"), {}, target), { hall_id: "hall-1" });
  assert.deepEqual(commandFrom(actionNamed("pause_hall"), explained, target), { hall_id: "hall-1", category: "network", reason: "kabel tercabut" });
});

test("the hall is closed only by typing its name; capitals and blanks do not matter", () => {
  const problems = (typed_name) => problemsIn(actionNamed("close_hall"), { typed_name }, hall()).length;
  assert.equal(problems("lab  komputer 1 "), 0);
  assert.equal(problems("Lab Komputer 2"), 1);
  assert.equal(problems(""), 1);
});

test("a call for help suggests the category of what is done about it", () => {
  const of = (reason) => row("01", { help: { reason, since: "2026-11-21T02:00:00Z" } });
  assert.equal(likelyCategory(actionNamed("give_time"), of("network")), "network");
  assert.equal(likelyCategory(actionNamed("resolve_help"), of("other")), "proctor");
  assert.equal(likelyCategory(actionNamed("stop_sitting"), row("01")), null);
});

test("a hall action that cannot be asked says why", () => {
  const why = (name, of_hall, ...rows) => whyNot(actionNamed(name), hall(of_hall), rows);
  assert.deepEqual(why("open_hall", {}), { key: "why-hall-open" });
  assert.equal(why("open_hall", { state: "preparing" }), null);
  assert.deepEqual(why("pause_hall", { state: "preparing" }), { key: "why-hall-not-open" });
  assert.deepEqual(why("pause_hall", {}, row("01", { state: "paused" })), { key: "why-nobody-working" });
  assert.equal(why("resume_hall", {}, row("01", { state: "paused" })), null);
  assert.deepEqual(why("message_hall", {}, row("01", { state: "absent" })), { key: "why-nobody-present" });
  assert.deepEqual(why("rotate_pin", { state: "closed" }), { key: "why-hall-closed" });
});

test("closing is refused in the server's words while somebody works, and offered the moment nobody does", () => {
  const close = actionNamed("close_hall");
  assert.deepEqual(whyNot(close, hall(), [row("01")]), { sentence: "Masih ada yang mengerjakan." });
  assert.deepEqual(whyNot(close, hall({ can_close: { allowed: true } }), [row("01")]), { key: "why-cannot-close" });
  assert.equal(whyNot(close, hall(), [row("01", { state: "finished" }), row("02", { state: "absent" })]), null);
});
