/**
 * The one listener of pages that are asked for, and the one of their answers: everybody who has to do with them is called
 * from here, for each listener of its own would cost every page a message. Not for what pages load: a listener for that
 * costs each file of each page.
 */

const ADDRESSES = ["http://*/*", "https://*/*"];
const PAGES = Object.freeze(["main_frame"]);

/** @typedef {{ cancel?: boolean, responseHeaders?: object[] }} Answer */
/** @typedef {(event: any) => Answer | Promise<Answer> | void} Listener gives an answer where requests can be held; called at once */
/** @typedef {{ add(listener: Listener, types?: readonly string[]): void }} Hub `types`: of requests; pages alone when not given */

/**
 * Called in the worker's first turn.
 * @param {object} parts
 * @param {Pick<typeof chrome, "webRequest">} parts.api
 * @param {boolean} parts.canBlock whether requests can be held
 * @returns {{ asked: Hub, answered: Hub }} `webRequest.onBeforeRequest` and `onHeadersReceived`
 */
export function pageRequests({ api: { webRequest }, canBlock }) {
  const asked = hub();
  const answered = hub();
  const blocking = /** @type {any[]} */ (canBlock ? ["blocking"] : []);
  webRequest.onBeforeRequest.addListener(asked.tell, ofTypes(canBlock ? [...PAGES, "other", "speculative"] : PAGES), blocking);
  webRequest.onHeadersReceived.addListener(answered.tell, ofTypes(canBlock ? [...PAGES, "sub_frame"] : PAGES), [...blocking, "responseHeaders"]);
  return { asked, answered };
}

/** @param {readonly string[]} types */
const ofTypes = (types) => ({ urls: ADDRESSES, types: /** @type {any} */ (types) });

/** @returns {Hub & { tell: (event: any) => any }} */
export function hub() {
  /** @type {{ listener: Listener, types: readonly string[] }[]} */
  const members = [];
  return {
    add: (listener, types = PAGES) => void members.push({ listener, types }),
    tell(event) {
      const answers = members.flatMap(({ listener, types }) => (types.includes(event.type) ? [answerOf(listener, event)] : []));
      return answers.some(isLater) ? Promise.all(answers).then(together) : together(/** @type {(Answer | void)[]} */ (answers));
    },
  };
}

/**
 * Who fails has nothing to say, and keeps nobody else from answering.
 * @param {Listener} listener
 * @param {any} event
 */
function answerOf(listener, event) {
  try {
    const answer = listener(event);
    return isLater(answer) ? answer.then((given) => given, nothing) : answer;
  } catch {
    return nothing();
  }
}

/** @returns {Answer | void} */
function nothing() {}

/**
 * @param {Answer | PromiseLike<Answer | void> | void} answer
 * @returns {answer is PromiseLike<Answer | void>}
 */
const isLater = (answer) => answer !== undefined && "then" in answer;

/**
 * @param {(Answer | void)[]} answers
 * @returns {Answer} a refusal before anything else
 */
function together(answers) {
  const given = /** @type {Answer[]} */ (answers.filter((answer) => answer !== undefined));
  return given.find(({ cancel }) => cancel) ?? Object.assign({}, ...given);
}
