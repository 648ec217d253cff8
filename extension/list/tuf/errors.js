/**
 * What can go wrong with a repository. `code` is stable: pages translate it, tests and scripts compare it. Messages name
 * roles and numbers only, never a target's content or an address.
 */

export class TufError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {ErrorOptions} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = new.target.name;
    /** @readonly */
    this.code = code;
  }
}

/** Bytes that are not the metadata that section 4 describes. */
export class BadMetadataError extends TufError {
  /** @param {string} message */
  constructor(message) {
    super("bad-metadata", message);
  }
}

/** Fewer valid signatures of distinct keys than the threshold. */
export class BadSignatureError extends TufError {
  /** @param {string} message */
  constructor(message) {
    super("bad-signature", message);
  }
}

/** A version, or a file listed before, went back. */
export class RollbackError extends TufError {
  /** @param {string} message */
  constructor(message) {
    super("rollback", message);
  }
}

/** Not the version that the role above it names. */
export class MixAndMatchError extends TufError {
  /** @param {string} message */
  constructor(message) {
    super("mix-and-match", message);
  }
}

/** Past its expiry: a freeze attack, a repository that nobody renews, or a wrong clock here. */
export class ExpiredError extends TufError {
  /** @param {string} message */
  constructor(message) {
    super("expired", message);
  }
}

/** More bytes than allowed. */
export class TooLargeError extends TufError {
  /** @param {string} message */
  constructor(message) {
    super("too-large", message);
  }
}

/** Length or hash is not what the role above it says. */
export class BadHashError extends TufError {
  /** @param {string} message */
  constructor(message) {
    super("bad-hash", message);
  }
}

/** No trusted role describes the target. */
export class NoTargetError extends TufError {
  /** @param {string} message */
  constructor(message) {
    super("no-target", message);
  }
}

/** The repository did not answer, or not with the file. */
export class UnreachableError extends TufError {
  /**
   * @param {string} message
   * @param {{ status?: number, cause?: unknown }} [details] `status`: the HTTP status, 0 when there was no answer
   */
  constructor(message, { status = 0, cause } = {}) {
    super("unreachable", message, { cause });
    /** @readonly */
    this.status = status;
  }
}
