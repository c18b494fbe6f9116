import assert from "node:assert/strict";
import { test } from "node:test";
import { IDBFactory } from "fake-indexeddb";

import { memoryStore, openStore } from "../../../static/shared/outbox_store.js";

const entry = (command_id, sequence = 1) => ({
  command_id,
  owner: "P-1#s1",
  event: "submit_response",
  payload: { section: 0, position: 1, response: { choice: 2 } },
  sequence,
  page_id: "page",
  made_ms: 1,
  made_wall_ms: 2,
  known_age_ms: 0,
  attempts: 0,
  failures: 0,
  is_kept: true,
});

test("what is put is there for the next page life", async () => {
  const factory = new IDBFactory();
  const before = await openStore(factory);
  assert.equal(before.is_durable, true);
  await before.put(entry("one"));
  await before.put(entry("two", 2));
  await before.remove("one");
  const after = await openStore(factory);
  assert.deepEqual(await after.entries(), [entry("two", 2)]);
});

test("putting the same command again replaces it", async () => {
  const store = await openStore(new IDBFactory());
  await store.put(entry("one"));
  await store.put({ ...entry("one"), known_age_ms: 700 });
  assert.deepEqual((await store.entries()).map((held) => held.known_age_ms), [700]);
});

test("without a database there is memory, and it says so", async () => {
  const refusing = /** @type {IDBFactory} */ ({
    open: () => {
      throw new Error("Not allowed here.");
    },
  });
  for (const store of [await openStore(undefined), await openStore(refusing), memoryStore()]) {
    assert.equal(store.is_durable, false);
    await store.put(entry("one"));
    assert.equal((await store.entries()).length, 1);
    await store.remove("one");
    assert.equal((await store.entries()).length, 0);
  }
});
