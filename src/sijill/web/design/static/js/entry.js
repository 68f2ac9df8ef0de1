// The recording forms by keyboard: look-ups, rows, defaults, shortcuts. Without this script the
// same forms work with plain buttons and the browser's own lists.
import { Combobox, inList, plain } from "./combobox.js";
import { keepDraft } from "./draft.js";

const form = document.querySelector("[data-entry]");
if (form) begin(form);

function begin(form) {
  const said = form.querySelector("[data-says]");
  const tell = (text) => { said.textContent = text; };
  const token = () => form.elements.csrfmiddlewaretoken.value;
  for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

  async function places(text) {
    const answer = await fetch(`${form.dataset.places}?q=${encodeURIComponent(text)}`);
    return answer.ok ? (await answer.json()).choices : [];
  }

  // A name goes in the body. Whoever is found stands after "new person", which Enter takes.
  async function people(text) {
    const fresh = { value: "", text, note: form.dataset.sayNew, sure: true, keep: true };
    if (plain(text).length < 3) return [];
    const answer = await fetch(form.dataset.people, { method: "POST", body: new URLSearchParams({ q: text }), headers: { "X-CSRFToken": token() } });
    const found = answer.ok ? (await answer.json()).choices : [];
    return found.length ? [fresh, ...found] : [];
  }

  const lists = new Map();
  const among = (name) => lists.get(name) ?? lists.set(name, inList(document.getElementById(name))).get(name);
  const count = (field) => (number) => tell(number ? `${form.dataset.sayChoices} ${number}` : field.dataset.combo === "list" ? form.dataset.sayNone : "");

  function hidden(field, name) {
    const row = field.closest("[data-row]") ?? form;
    return row.querySelector(`input[type=hidden][name$="${name}"]`);
  }

  function enhance(field) {
    const kind = field.dataset.combo;
    if (kind === "places") new Combobox(field, { find: places, wait: 120, say: count(field), onTake: (choice) => { hidden(field, "place_code").value = choice?.value ?? ""; } });
    else if (kind === "people") new Combobox(field, { find: people, wait: 350, say: count(field), onTake: (choice) => { hidden(field, "-person").value = choice?.value ?? ""; field.classList.toggle("is-held", Boolean(choice?.value)); field.title = choice?.value ? form.dataset.sayKnown : ""; } });
    else new Combobox(field, { find: among(field.getAttribute("list")), say: count(field), onTake: (choice) => choice && unhint(field) });
  }
  for (const field of form.querySelectorAll("[data-combo]")) enhance(field);

  // ---- what was understood of a date -------------------------------------------------------
  function readBack(field) {
    const shown = form.querySelector(`[data-read="${field.id}"]`);
    if (!shown) return;
    let timer, number = 0;
    const read = async () => {
      const own = ++number;
      if (!field.value.trim()) { shown.textContent = ""; return; }
      const given = new URLSearchParams({ q: field.value, calendar: form.elements.calendar?.value ?? "" });
      const answer = await fetch(`${form.dataset.dates}?${given}`).catch(() => null);
      if (!answer?.ok || own !== number) return;
      const { said, wrong } = await answer.json();
      shown.textContent = said ?? wrong;
      shown.classList.toggle("is-wrong", Boolean(wrong));
    };
    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(read, 250); });
    form.elements.calendar?.addEventListener("change", read);
    if (field.value && field.getAttribute("aria-invalid") !== "true") read();
  }
  for (const field of form.querySelectorAll("[data-date]")) readBack(field);

  // ---- rows --------------------------------------------------------------------------------
  const rows = (name) => form.querySelector(`[data-rows="${name}"]`);
  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);

  function renumber(block) {
    [...block.children].forEach((row, at) => { row.querySelector("[data-number]").textContent = at + 1; });
  }

  function add(name) {
    const block = rows(name);
    const numbers = [...block.querySelectorAll(`:scope > * > input[name="${name}"]`)].map((one) => Number(one.value));
    const number = Math.max(-1, ...numbers) + 1;
    const above = block.lastElementChild;
    const pattern = form.querySelector(`template[data-pattern="${name}"]`);
    const around = document.createElement("div");
    around.innerHTML = pattern.innerHTML.replaceAll("__row__", number);
    const row = around.firstElementChild;
    block.append(row);
    for (const one of row.querySelectorAll("[data-combo]")) enhance(one);
    if (name === "victims") { if (above) carry(above, row); implyCause(); tell(form.dataset.sayAdded); }
    renumber(block);
    mains(row)[0]?.focus();
    row.scrollIntoView({ block: "center" });
  }

  // The second victim of a shooting mostly suffered the same, by the same means.
  function carry(above, row) {
    for (const name of ["status", "cause"]) {
      const given = field(above, name).value;
      if (given) { field(row, name).value = given; hint(field(row, name), form.dataset.sayCarried); }
    }
    const acts = [...above.querySelectorAll('[name$="-acts"]')].map((one) => one.value).filter(Boolean);
    acts.forEach((act, at) => { if (at) addAct(row); [...row.querySelectorAll('[name$="-acts"]')][at].value = act; });
    if (acts.length) hint(field(row, "acts"), form.dataset.sayCarried);
    field(row, "carried").value = "1";
  }

  function addAct(row) {
    const many = row.querySelector("[data-many]");
    const pattern = form.querySelector('template[data-pattern="victims"]').content.querySelector('[name$="-acts"]').cloneNode();
    const number = many.querySelectorAll("input").length;
    pattern.id = `${field(row, "acts").id}_${number}`;
    pattern.name = field(row, "acts").name;
    pattern.value = "";
    delete pattern.dataset.main;
    pattern.setAttribute("aria-label", row.querySelector("[data-add-act]").textContent.trim());
    many.append(pattern);
    enhance(pattern);
    return pattern;
  }

  function remove(row) {
    const block = row.parentElement;
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    renumber(block);
    (next ? mains(next)[0] : form.querySelector(`[data-add="${block.dataset.rows}"]`))?.focus();
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.add && rows(button.dataset.add)) { event.preventDefault(); add(button.dataset.add); }
    else if ("remove" in button.dataset) { event.preventDefault(); remove(button.closest("[data-row]")); }
    else if ("addAct" in button.dataset) { event.preventDefault(); addAct(button.closest("[data-row]")).focus(); }
  });

  // ---- what one answer says of another -----------------------------------------------------
  function hint(one, text) {
    const place = one.closest(".field");
    unhint(one);
    const note = document.createElement("p");
    note.className = "entry-hint";
    note.textContent = text;
    place.append(note);
  }
  function unhint(one) { one.closest(".field")?.querySelector(".entry-hint")?.remove(); }

  const causes = JSON.parse(form.dataset.causes || "{}");
  function implyCause() {
    const cause = causes[form.elements.kind?.value];
    for (const one of form.querySelectorAll('[name$="-cause"]')) {
      const ours = "implied" in one.dataset;
      if (cause && (!one.value || ours)) { one.value = cause; one.dataset.implied = ""; hint(one, form.dataset.sayKind); }
      else if (!cause && ours) { one.value = ""; delete one.dataset.implied; unhint(one); }
    }
  }
  form.addEventListener("change", (event) => { if (event.target.name === "kind") implyCause(); });
  form.addEventListener("input", (event) => { if (event.isTrusted) { delete event.target.dataset.implied; unhint(event.target); } });

  // ---- keys --------------------------------------------------------------------------------
  const mains = (part) => [...part.querySelectorAll("[data-main]")].filter((one) => one.offsetParent !== null);

  // On to the next main field that is still empty, else to the button that records.
  function onward(from) {
    const all = mains(form);
    const next = all.slice(all.indexOf(from) + 1).find((one) => !one.value);
    const after = from.dataset.main === undefined ? all.find((one) => !one.value && from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) : next;
    (after ?? form.querySelector("[data-save]")).focus();
  }

  async function save() {
    for (const one of form.querySelectorAll("[data-combo]")) await one.combobox?.settled();
    form.requestSubmit(form.querySelector("[data-save]"));
  }

  form.addEventListener("keydown", (event) => {
    const control = event.ctrlKey || event.metaKey;
    if ((control && event.code === "KeyS") || (event.altKey && event.code === "KeyS") || (control && event.key === "Enter")) {
      event.preventDefault();
      save();
    } else if (event.altKey && event.code === "KeyV" && rows("victims")) {
      event.preventDefault();
      event.target.combobox?.settle();
      add("victims");
    } else if (event.key === "Enter" && !event.isComposing && !event.target.closest("button, a, textarea, summary")) {
      event.preventDefault();
      onward(event.target);
    }
  });

  // ---- names do not belong in a summary ----------------------------------------------------
  document.getElementById("wrong")?.focus();
  keepDraft(form);
}
