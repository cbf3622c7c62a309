/**
 * Which chapter of a lesson is being read, and so which of its panels stands beside the text (on a narrow
 * screen: above it). The layout keeps every panel at hand; this only says which one is meant.
 */

/** The line of the window on which the reader's eye is taken to be, from its top. */
const READING_LINE = "-42% 0px -57% 0px";

/** @param {Document} page */
export function followChapters(page) {
  const chapters = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("section.chapter")]);
  if (chapters.length < 2) return;
  const show = (/** @type {Element | null} */ chapter) => {
    if (!chapter) return;
    for (const each of chapters) each.toggleAttribute("data-current", each === chapter);
  };
  const reading = new IntersectionObserver(
    (entries) => {
      const read = entries.find(({ isIntersecting }) => isIntersecting);
      if (read) show(read.target.closest(".chapter"));
    },
    { rootMargin: READING_LINE },
  );
  for (const text of page.querySelectorAll(".chapter > .prose")) reading.observe(text);
  page.addEventListener("focusin", (event) => goTo(/** @type {Element} */ (event.target), show));
  // A question or a link speaks of its panel wherever the text happens to be
  page.addEventListener("panel-shown", (event) =>
    show(/** @type {Element} */ (event.target).closest(".chapter")),
  );
  const named = location.hash && page.getElementById(location.hash.slice(1));
  if (named) goTo(named, show);
}

/**
 * Whoever reaches a panel by Tab or by an address finds the text that speaks of it beside it.
 * @param {Element} reached @param {(chapter: Element | null) => void} show
 */
function goTo(reached, show) {
  const chapter = reached.closest("[data-panel]")?.closest(".chapter");
  if (!chapter || chapter.hasAttribute("data-current")) return;
  show(chapter);
  chapter.querySelector(".prose")?.scrollIntoView({ block: "start" });
}
