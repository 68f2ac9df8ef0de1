// What is being written, sealed on the server every ten seconds when it changed. When the session
// has ended the page keeps the text, says so, and goes on by itself once somebody signed in again.
const EVERY = 10_000;
const AGAIN = 4_000;
// Keeping a draft is no sign of life: it must not hold an abandoned desk open.
const QUIET = { "X-Sijill-Polling": "1" };

export function keepDraft(form) {
  const address = form.dataset.draft;
  if (!address) return;
  const state = form.querySelector("[data-draft-state]");
  const out = document.getElementById("signed-out");
  const back = document.getElementById("signed-in");
  const token = form.elements.csrfmiddlewaretoken;
  let kept = written();
  let leaving = false;

  function written() {
    const data = new FormData(form);
    data.delete("csrfmiddlewaretoken");
    return new URLSearchParams(data).toString();
  }

  // The sign-in page is a redirect; it is not followed, so that nothing else is asked of it.
  async function send(method, body) {
    const headers = { ...QUIET, "X-CSRFToken": token.value };
    if (body) headers["Content-Type"] = "application/x-www-form-urlencoded";
    return fetch(address, { method, body, headers, redirect: "manual" });
  }

  async function keep() {
    const now = written();
    if (leaving || now === kept) return;
    const answer = await send("POST", now).catch(() => null);
    if (answer?.type === "opaqueredirect" || answer?.status === 403) signedOut();
    else if (answer?.ok) { kept = now; say(`${form.dataset.saySaved} ${(await answer.json()).saved}`); }
    else say(form.dataset.sayUnsaved);
  }

  function say(text) { state.textContent = text; }

  function signedOut() {
    if (!out.hidden) return;
    out.hidden = false;
    back.hidden = true;
    out.scrollIntoView({ block: "center" });
    const waiting = setInterval(async () => {
      const answer = await send("GET").catch(() => null);
      if (!answer?.ok) return;
      clearInterval(waiting);
      // Signing in gave a new form token; the old one would be refused.
      const fresh = (await answer.json()).token;
      for (const one of document.querySelectorAll("[name=csrfmiddlewaretoken]")) one.value = fresh;
      out.hidden = true;
      back.hidden = false;
      await keep();
    }, AGAIN);
  }

  form.addEventListener("submit", (event) => {
    // Sending the form now would lead to the sign-in page and lose the text.
    if (!out.hidden) { event.preventDefault(); out.scrollIntoView({ block: "center" }); return; }
    leaving = true;
  });
  setInterval(keep, EVERY);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
}
