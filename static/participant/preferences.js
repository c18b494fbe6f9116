/* How one person wants to read: text size, contrast, reading ruler, one-letter keys. Pure; `page` keeps and applies it. */

/** @typedef {{text_size: number, is_high_contrast: boolean, has_ruler: boolean, letters_on: boolean}} Preferences */

export const SMALLEST = -1;
export const LARGEST = 3;

/** @type {Preferences} */
export const USUAL = { text_size: 0, is_high_contrast: false, has_ruler: false, letters_on: true };

/** @param {Preferences} held @returns {Preferences} */
export const larger = (held) => ({ ...held, text_size: Math.min(LARGEST, held.text_size + 1) });

/** @param {Preferences} held @returns {Preferences} */
export const smaller = (held) => ({ ...held, text_size: Math.max(SMALLEST, held.text_size - 1) });

/**
 * Preferences from storage; whatever is not understood is as usual.
 * @param {string | null} stored
 * @returns {Preferences}
 */
export function readPreferences(stored) {
  try {
    const given = JSON.parse(stored ?? "{}") ?? {};
    const size = Number.isInteger(given.text_size) ? given.text_size : USUAL.text_size;
    return {
      text_size: Math.max(SMALLEST, Math.min(LARGEST, size)),
      is_high_contrast: given.is_high_contrast === true,
      has_ruler: given.has_ruler === true,
      letters_on: given.letters_on !== false,
    };
  } catch {
    return USUAL;
  }
}
