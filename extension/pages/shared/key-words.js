/**
 * The key that the person chose, in words. Pure.
 */

/** @typedef {import("./words.js").Wording} Wording */
/** @typedef {{ key: string, press: string }} Chosen */

/**
 * @param {string} key as `KeyboardEvent.key` names it
 * @param {Wording} wording
 * @returns {string} what is written on it: F keys bear the same name everywhere
 */
export const keyCap = (key, { message }) => message(`key_name_${key.toLowerCase()}`) || key;

/**
 * What to do with the key, a sentence: "Press [F8] twice, quickly."
 * @param {Chosen} chosen
 * @param {Wording} wording
 */
export const howToPress = ({ key, press }, wording) => wording.message(`how_press_${press}`, keyCap(key, wording));

/** @param {Chosen} chosen whether it is what nobody had to choose, which has texts of its own */
export const isUsual = ({ key, press }) => key === "Escape" && press === "once";
