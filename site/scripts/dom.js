// Makes elements; text is always text, never markup.

/** Makes an element: attributes by name, then children (strings become text). */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export const root = document.documentElement.dataset.root;
export const home = document.documentElement.dataset.home;
export const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";

/** Gives the language of a name that stands in Chinese on an English page, else nothing. */
export const tongue = (name) => (language === "en" && /[\u2e80-\u9fff]/.test(name) ? "zh-Hans" : null);

/** Fills the {holes} of words. */
export const fill = (words, holes) => words.replace(/\{(\w+)\}/g, (_, name) => holes[name] ?? "");

/** Reads the words that the page carries for a script. */
export const wordsOf = (element) => JSON.parse(element.dataset.words);
