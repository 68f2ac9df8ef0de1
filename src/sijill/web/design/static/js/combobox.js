// A text field with a list under it, after the combobox pattern of the ARIA guide: the focus stays
// in the field, aria-activedescendant names the choice. Arrow keys move, Enter or Tab takes the
// marked choice, Escape closes. The first choice is marked by itself only when it is sure.
//
// find(text) gives choices {value, text, note, sure} or a promise of them; onTake(choice) hears.

let made = 0;

const LETTERS = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ی: "ي", ې: "ي", ئ: "ي", ێ: "ي", ک: "ك", ة: "ه", ە: "ه", ھ: "ه", ؤ: "و", ۆ: "و", ڕ: "ر", ڵ: "ل", ڤ: "ف" };

// The browser's half of base/text/folding.py: enough for lists that lie in the page.
export function plain(text) {
  return text.normalize("NFKD").replace(/[\p{M}ـ‌‏‎]/gu, "").toLowerCase()
    .replace(/[^\x00-\x7f]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

export class Combobox {
  constructor(field, { find, onTake = () => {}, wait = 0, say = () => {}, closeText = "" }) {
    Object.assign(this, { field, find, onTake, wait, say, closeText });
    this.choices = [];
    this.marked = -1;
    this.asked = 0;
    this.edited = false;
    this.pending = null;
    this.list = document.createElement("ul");
    this.list.id = `choices-${++made}`;
    this.list.className = "choices";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.labels?.[0]?.textContent.trim() ?? "");
    this.list.hidden = true;
    const around = document.createElement("div");
    around.className = "combo";
    field.replaceWith(around);
    around.append(field, this.list);
    field.removeAttribute("list");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) field.setAttribute(name, value);
    field.combobox = this;
    field.addEventListener("input", () => { this.edited = true; this.onTake(null); this.ask(this.wait); });
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.leave());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) { this.take(this.choices[Number(row.dataset.at)]); this.field.focus(); }
    });
  }

  // Look for what is typed. Answers that come late, after further typing, are dropped.
  ask(wait = 0) {
    clearTimeout(this.timer);
    const number = ++this.asked;
    const text = this.field.value;
    if (!text.trim()) { this.pending = null; this.close(); return; }
    this.pending = new Promise((done) => {
      this.begin = async () => {
        this.begin = null;
        const found = await Promise.resolve(this.find(text)).catch(() => []);
        if (number === this.asked) { this.pending = null; this.show(found); }
        done();
      };
      this.timer = setTimeout(() => this.begin?.(), wait);
    });
    if (wait === 0) { clearTimeout(this.timer); this.begin(); }
  }

  show(found) {
    this.choices = found;
    this.marked = found[0]?.sure ? 0 : -1;
    if (document.activeElement !== this.field) { if (this.leaving) this.settle(); return; }
    this.draw();
  }

  draw() {
    this.list.replaceChildren(...this.choices.map((choice, at) => {
      const row = document.createElement("li");
      row.id = `${this.list.id}-${at}`;
      row.dataset.at = at;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(at === this.marked));
      const text = document.createElement("bdi");
      text.className = "choice-text";
      text.textContent = choice.text;
      row.append(text);
      if (choice.note) {
        const note = document.createElement("span");
        note.className = "choice-note";
        note.textContent = choice.note;
        row.append(" ", note);
      }
      return row;
    }));
    this.list.hidden = this.choices.length === 0;
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark(this.marked);
    this.say(this.choices.length);
  }

  mark(at) {
    this.marked = at;
    for (const row of this.list.children) row.setAttribute("aria-selected", String(Number(row.dataset.at) === at));
    const row = this.list.children[at];
    if (row) { this.field.setAttribute("aria-activedescendant", row.id); row.scrollIntoView({ block: "nearest" }); }
    else this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const count = this.choices.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) { this.open(); return; }
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.mark(this.marked < 0 ? (step > 0 ? 0 : count - 1) : (this.marked + step + count) % count);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.marked = -1;
      this.edited = false;
      this.close();
    } else if (event.key === "Enter" && !this.list.hidden) {
      event.preventDefault();
      this.settle();
    }
  }

  async open() {
    if (!this.choices.length) {
      this.choices = await Promise.resolve(this.find(this.field.value)).catch(() => []);
      this.marked = -1;
    }
    this.draw();
  }

  leave() {
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    if (this.pending) { this.leaving = true; this.begin?.(); } else this.settle();
  }

  // Take the marked choice, if anything was typed or pointed at since the last one.
  settle() {
    this.leaving = false;
    const choice = this.choices[this.marked];
    if (choice && (this.edited || !this.list.hidden)) this.take(choice);
    else this.close();
  }

  // Everything typed is settled, also what is still being looked up.
  async settled() {
    if (this.pending) { this.leaving = true; const waiting = this.pending; this.begin?.(); await waiting; }
    if (this.leaving || this.edited) this.settle();
  }

  take(choice) {
    if (choice.keep !== true) this.field.value = choice.text;
    this.edited = false;
    this.close();
    this.onTake(choice);
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    this.list.hidden = true;
    this.choices = [];
    this.marked = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}

// A way to find among the options of a datalist: as typed, by its beginning, by a word, by a code.
export function inList(list) {
  const bare = (key) => key.replace(/(^| )ال(?=\p{L}{3})/gu, "$1");
  const known = [...list.options].map((option) => {
    const keys = [option.value, option.dataset.code ?? "", ...(option.dataset.also ?? "").split("|")].map(plain).filter(Boolean);
    return { text: option.value, note: option.dataset.note ?? "", keys: [...new Set([...keys, ...keys.map(bare)])] };
  });
  return (typed) => {
    const asked = plain(typed);
    const tier = ({ keys }) => Math.min(...keys.map((key) => key === asked ? 0 : key.startsWith(asked) ? 1 : ` ${key}`.includes(` ${asked}`) ? 2 : asked.length > 2 && key.includes(asked) ? 3 : 9));
    return known.map((choice) => ({ ...choice, tier: asked ? tier(choice) : 1, sure: true }))
      .filter((choice) => choice.tier < 9).sort((one, other) => one.tier - other.tier).slice(0, asked ? 10 : 200);
  };
}
