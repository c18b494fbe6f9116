/* Numbers as people write them in Indonesian and English, by the rule of the server's `item_bank.numerals`. */

const MARKS = { id: [",", "."], en: [".", ","] };

/** @param {string} language @returns {readonly string[]} decimal mark, thousands mark */
const marksOf = (language) => MARKS[/** @type {keyof typeof MARKS} */ (language)] ?? MARKS.en;

/**
 * The number in a text in plain digits with a point, or null where there is none or it is not clear.
 * @param {string} text
 * @param {string} language
 * @returns {string | null}
 */
export function readNumber(text, language) {
  const [decimal, thousands] = marksOf(language);
  const written = text.replace(/[\u2212\u2013\uff0d]/g, "-").replace(/[\u00a0\u202f\u2009]/g, " ").trim();
  const match = /^([+-]?) ?(\d[\d., ]*|[.,]\d+)$/.exec(written);
  if (!match) return null;
  const digits = (match[2] ?? "").trim();
  let plain;
  if (new RegExp(`^[1-9]\\d{0,2}(?:[${thousands} ]\\d{3})+(?:[${decimal}]\\d+)?$`).test(digits)) {
    plain = digits.replaceAll(thousands ?? "", "").replaceAll(" ", "").replace(decimal ?? "", ".");
  } else if (/^(?:\d*[.,]\d+|\d+[.,]?)$/.test(digits)) {
    plain = digits.replace(",", ".").replace(/\.$/, "");
  } else {
    return null;
  }
  const [whole = "", fraction = ""] = plain.split(".");
  const [kept, rest] = [whole.replace(/^0+(?=\d)/, "") || "0", fraction.replace(/0+$/, "")];
  const number = rest ? `${kept}.${rest}` : kept;
  return match[1] === "-" && number !== "0" ? `-${number}` : number;
}

/** A number in plain digits as the language writes it: 1250.5 is 1.250,5. @param {string} plain @param {string} language */
export function shownNumber(plain, language) {
  const [decimal, thousands] = marksOf(language);
  const [whole = "", fraction] = plain.replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, thousands ?? "");
  return `${plain.startsWith("-") ? "−" : ""}${grouped}${fraction ? `${decimal}${fraction}` : ""}`;
}
