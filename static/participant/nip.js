/* The civil servant's number (NIP, 18 digits) as people read it: birth date, month of appointment, sex, serial. */

const GROUPS = [8, 6, 1, 3];

/** The digits and letters of a typed number, nothing between them. @param {string} typed */
export const bareNumber = (typed) => typed.replace(/[\s.]/g, "").toUpperCase();

/** Whether what was typed so far can only be a NIP. @param {string} typed */
export const looksLikeNip = (typed) => /^\d{9,18}$/.test(bareNumber(typed));

/**
 * A number in its groups: 19850412 201001 1 003. Anything that is not a NIP stays as typed.
 * @param {string} typed
 */
export function grouped(typed) {
  if (!looksLikeNip(typed)) return typed;
  const digits = bareNumber(typed);
  /** @type {string[]} */
  const parts = [];
  let from = 0;
  for (const length of GROUPS) {
    if (from < digits.length) parts.push(digits.slice(from, from + length));
    from += length;
  }
  return parts.join(" ");
}
