// Proposing a finding: how many independent sources are ticked, and the word the actor's category asks for.
// The page is complete without this: the button "Count again" and the server's own check do the same.
const form = document.querySelector("form[data-finding]");
if (form) {
  const count = form.querySelector("[data-independent]");
  const word = form.querySelector("strong[data-word]");
  const actor = form.elements.namedItem("actor");
  const question = form.elements.namedItem("question");
  const recount = () => {
    const ticked = form.querySelectorAll("input[name=basis][data-supports]:checked");
    count.textContent = new Set([...ticked].map((box) => box.dataset.cluster)).size;
  };
  const preset = () => {
    const asked = actor.selectedOptions[0]?.dataset.word ?? "";
    word.textContent = asked ? word.dataset[asked] : word.dataset.none;
  };
  const fit = () => {
    for (const part of form.querySelectorAll("[data-for-question]")) {
      part.hidden = !part.dataset.forQuestion.split(" ").includes(question.value);
    }
  };
  form.querySelector("[data-count-again]").hidden = true;
  form.addEventListener("change", () => { recount(); preset(); fit(); });
  recount();
  preset();
  fit();
}
