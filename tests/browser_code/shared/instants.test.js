import assert from "node:assert/strict";
import { test } from "node:test";

import { clockTime, durationParts, later, timerText } from "../../../static/shared/instants.js";

test("an instant with an offset is shown as the hall's wall clock", () => {
  assert.equal(clockTime("2026-11-21T09:41:07+07:00"), "09:41:07");
  assert.equal(clockTime("2026-11-21T09:41:07.123456+08:00", { seconds: false }), "09:41");
});

test("an instant in UTC is shown in the computer's zone", () => {
  const at = new Date("2026-11-21T02:41:07Z");
  const here = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
  assert.equal(clockTime("2026-11-21T02:41:07Z"), here);
  assert.equal(clockTime("2026-11-21T02:41:07+00:00"), here);
});

test("nonsense is a dash, not a crash", () => {
  assert.equal(clockTime("soon"), "–");
});

test("a later instant keeps its offset", () => {
  assert.equal(later("2026-11-21T23:59:58+07:00", 5_000), "2026-11-22T00:00:03+07:00");
  assert.equal(later("2026-11-21T01:00:00-03:30", 1_000), "2026-11-21T01:00:01-03:30");
  assert.equal(later("2026-11-21T02:41:07Z", 1_000), "2026-11-21T02:41:08.000Z");
});

test("a timer shows hours only when there are any, and zero only when it is over", () => {
  assert.equal(timerText(4360), "1:12:40");
  assert.equal(timerText(760), "12:40");
  assert.equal(timerText(9), "0:09");
  assert.equal(timerText(0.2), "0:01");
  assert.equal(timerText(0), "0:00");
  assert.equal(timerText(-3), "0:00");
});

test("a duration comes apart into hours, minutes and seconds", () => {
  assert.deepEqual(durationParts(3725), { hours: 1, minutes: 2, seconds: 5 });
});
