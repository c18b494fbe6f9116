/* Where the outbox survives a reload or a power cut: IndexedDB, or memory when the browser has none to give. */

/** @typedef {import("./outbox.js").Entry} Entry */

/**
 * @typedef {{
 *   is_durable: boolean,
 *   entries: () => Promise<Entry[]>,
 *   put: (entry: Entry) => Promise<void>,
 *   remove: (command_id: string) => Promise<void>,
 * }} OutboxStore
 */

const DATABASE = "cat-outbox";
const ENTRIES = "entries";
const OPEN_WITHIN_MS = 3_000;

/**
 * The best store this browser gives.
 * @param {IDBFactory | undefined} factory usually globalThis.indexedDB
 * @returns {Promise<OutboxStore>}
 */
export async function openStore(factory) {
  if (!factory) return memoryStore();
  try {
    return databaseStore(await opened(factory));
  } catch {
    return memoryStore();
  }
}

/** A store that lasts as long as the page. @returns {OutboxStore} */
export function memoryStore() {
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  return {
    is_durable: false,
    entries: async () => [...entries.values()],
    put: async (entry) => void entries.set(entry.command_id, entry),
    remove: async (command_id) => void entries.delete(command_id),
  };
}

/** @param {IDBDatabase} database @returns {OutboxStore} */
function databaseStore(database) {
  /**
   * Runs one request in a transaction of its own and waits until it is on the disk, not only in the browser's cache:
   * an old computer in a hall with bad power is the case this is for.
   * @template Result
   * @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => IDBRequest<Result>} request
   * @returns {Promise<Result>}
   */
  const run = (mode, request) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(ENTRIES, mode, { durability: "strict" });
      const asked = request(transaction.objectStore(ENTRIES));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  return {
    is_durable: true,
    entries: () => run("readonly", (store) => store.getAll()),
    put: async (entry) => void (await run("readwrite", (store) => store.put(entry))),
    remove: async (command_id) => void (await run("readwrite", (store) => store.delete(command_id))),
  };
}

/** @param {IDBFactory} factory @returns {Promise<IDBDatabase>} */
function opened(factory) {
  return new Promise((resolve, reject) => {
    // Some private modes never answer; a page that waits for ever is worse than one without a store.
    const late = setTimeout(() => reject(new Error("The browser did not open its database in time.")), OPEN_WITHIN_MS);
    const asked = factory.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(ENTRIES, { keyPath: "command_id" });
    asked.onsuccess = () => {
      clearTimeout(late);
      resolve(asked.result);
    };
    asked.onerror = () => {
      clearTimeout(late);
      reject(asked.error);
    };
  });
}
