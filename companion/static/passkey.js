/**
 * Asks the browser for a passkey and sends its answer with the form that holds the question.
 *
 * A form says with `data-passkey` whether one is made ("create") or shown ("get"); `data-options` is
 * the question as JSON (WebAuthn level 3, 5.1.8 and 5.1.9), the hidden field `credential` takes the
 * answer, and an element with `data-passkey-said` says what went wrong.
 */

const MISSING = "This browser knows no passkeys. Use a newer one, or a password with codes.";
const CANCELLED = "No passkey was given. You can try again.";
const KNOWN = "This device has a passkey of yours already.";
const FAILED = "The browser could not do this here. A passkey needs the address that you were given.";

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(form);
  });
}

async function answer(form) {
  const said = form.querySelector("[data-passkey-said]");
  const button = form.querySelector("button");
  said.textContent = "";
  button.disabled = true;
  try {
    const options = JSON.parse(form.dataset.options);
    form.elements.credential.value = JSON.stringify(await ask(form.dataset.passkey, options));
    form.submit();
  } catch (error) {
    said.textContent = reason(error);
    button.disabled = false;
  }
}

async function ask(what, options) {
  const { PublicKeyCredential } = window;
  if (!PublicKeyCredential?.parseCreationOptionsFromJSON) {
    throw new TypeError(MISSING);
  }
  const publicKey =
    what === "create"
      ? PublicKeyCredential.parseCreationOptionsFromJSON(options)
      : PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials[what]({ publicKey });
  return credential.toJSON();
}

function reason(error) {
  if (error.message === MISSING) {
    return MISSING;
  }
  return { NotAllowedError: CANCELLED, InvalidStateError: KNOWN }[error.name] ?? FAILED;
}
