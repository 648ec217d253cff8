/**
 * Where listed pages open instead: in the private window, or in the throw-away container where the browser allows none.
 */

/** @typedef {{ open(meant: { url: string, tabId: number }): Promise<unknown>, readonly isOpen: boolean }} Opens */

export class Elsewhere {
  #choice;
  #places;

  /**
   * @param {Pick<import("./choice.js").Choice, "place" | "refused">} choice
   * @param {Record<"private" | "container", Opens>} places
   */
  constructor(choice, places) {
    this.#choice = choice;
    this.#places = places;
  }

  /**
   * @param {{ url: string, tabId: number }} meant
   * @returns {Promise<boolean>} whether it is on its way there; false: the browser refused whatever was wanted
   */
  async open(meant) {
    for (let place = this.#choice.place; place !== ""; place = this.#choice.place) {
      try {
        await this.#places[place].open(meant);
        return true;
      } catch {
        await this.#choice.refused(place);
      }
    }
    return false;
  }

  get isOpen() {
    return Object.values(this.#places).some(({ isOpen }) => isOpen);
  }
}
