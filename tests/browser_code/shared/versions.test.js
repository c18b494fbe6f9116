import assert from "node:assert/strict";
import { test } from "node:test";

import { newer } from "../../../static/shared/versions.js";

const at = (version, server_time) => ({ version, server_time });

test("the higher version is kept, in whichever order they come", () => {
  const four = at(4, "2026-11-21T09:00:00Z");
  const five = at(5, "2026-11-21T08:00:00Z");
  assert.equal(newer(four, five), five);
  assert.equal(newer(five, four), five);
});

test("of equal versions the later server time is kept", () => {
  const early = at(5, "2026-11-21T09:00:00+07:00");
  const late = at(5, "2026-11-21T02:00:05Z");
  assert.equal(newer(early, late), late);
  assert.equal(newer(late, early), late);
});

test("nothing held takes what comes, and nothing coming changes nothing", () => {
  const five = at(5, "2026-11-21T09:00:00Z");
  assert.equal(newer(null, five), five);
  assert.equal(newer(five, null), five);
  assert.equal(newer(null, undefined), null);
});

test("a view without a server time replaces one of its own version", () => {
  const held = { version: 2 };
  const again = { version: 2 };
  assert.equal(newer(held, again), again);
});
