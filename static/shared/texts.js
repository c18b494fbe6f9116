/* The texts of a page: Project Fluent catalogues, fetched from /static/catalogues; the server reads the same files. */

import { FluentBundle, FluentResource } from "../vendor/fluent-bundle/index.js";

/** @typedef {Record<string, string | number>} Arguments */
/** @typedef {(key: string, args?: Arguments) => string} Texts */

/** The languages there are; the first is the default. */
export const LANGUAGES = /** @type {const} */ (["id", "en"]);

/** @param {string} language */
export const isKnownLanguage = (language) => LANGUAGES.some((known) => known === language);

/**
 * A function from key to text, of catalogues already in hand. A key without a text shows itself: a hole must be seen in a
 * test, but may not empty a screen in a hall.
 * @param {string} language
 * @param {string[]} sources texts of .ftl files
 * @returns {Texts}
 */
export function textsOf(language, sources) {
  const bundle = new FluentBundle(language, { useIsolating: false });
  for (const source of sources) bundle.addResource(new FluentResource(source), { allowOverrides: true });
  return (key, args) => {
    const pattern = bundle.getMessage(key)?.value;
    return pattern ? bundle.formatPattern(pattern, args ?? {}, []) : key;
  };
}

/**
 * Fetches the named catalogues of a language.
 * @param {string} language
 * @param {string[]} names for example ["participant"]
 * @returns {Promise<Texts>}
 */
export async function loadTexts(language, names) {
  const sources = await Promise.all(
    names.map(async (name) => {
      const response = await fetch(`/static/catalogues/${language}/${name}.ftl`);
      if (!response.ok) throw new Error(`The catalogue ${language}/${name}.ftl could not be fetched: ${response.status}.`);
      return response.text();
    }),
  );
  return textsOf(language, sources);
}
