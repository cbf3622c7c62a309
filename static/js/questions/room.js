/**
 * Room for a question on a narrow screen. There the panel is docked above the text and leaves a third of the
 * window: where a question has no room under it, the dock folds while the question is read and answered. It
 * is back for the answer, for a link of the prose, and when the question has gone by.
 */

/** @typedef {HTMLElement & {dock: (how: string) => void}} Docked  a panel */

/** A question begins to be read at two thirds of the window, and has gone by a while after it left. */
const IS_READ = "0px 0px -35% 0px";
const IS_NEAR = "75% 0px 0px 0px";

/** Between the panel and a link that it shows; and how many milliseconds a scroll to a link may last. */
const [GAP, JUST_NOW] = [12, 500];

/** The questions for which a panel is folded. @type {WeakMap<Docked, Set<Room>>} */
const folding = new WeakMap();

export class Room {
  /**
   * @param {HTMLElement} form @param {() => Docked | null} panel
   * @param {() => boolean} isAnswered
   */
  constructor(form, panel, isAnswered) {
    this.form = form;
    this.panel = panel;
    this.isAnswered = isAnswered;
    /** When a link has last shown the panel: what was scrolled on the way there folds it no more. */
    this.shownAt = -Infinity;
  }

  watch() {
    const begin = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && this.begin(), {
      rootMargin: IS_READ,
    });
    const end = new IntersectionObserver((entries) => !entries.at(-1)?.isIntersecting && this.leave(), {
      rootMargin: IS_NEAR,
    });
    // A panel whose script is still on its way cannot be folded
    const name = this.panel()?.localName;
    if (!name) return;
    customElements.whenDefined(name).then(() => {
      begin.observe(this.form);
      end.observe(this.form);
      this.panel()?.addEventListener("panel-shown", (event) => this.show(/** @type {CustomEvent} */ (event)));
    });
  }

  /** The question is read: the panel folds, and no word moves. */
  begin() {
    const panel = this.panel();
    if (!panel || this.isAnswered() || performance.now() - this.shownAt < JUST_NOW) return;
    const others = folding.get(panel);
    if (others && panel.dataset.dock === "folded") others.add(this);
    else if (panel.dataset.dock === "docked" && isTight(this.form, panel)) {
      folding.set(panel, new Set([this]));
      this.holdAt(this.form.getBoundingClientRect().top);
      panel.dock("folded");
    }
  }

  /**
   * The question has gone by unanswered: the panel is back. Whoever reads on finds the words below it;
   * whoever has jumped away finds them where the jump led.
   */
  leave() {
    const panel = this.panel();
    const all = panel && folding.get(panel);
    if (!panel || !all?.delete(this) || all.size) return;
    const [{ top, bottom }, folded] = [this.form.getBoundingClientRect(), panel.offsetHeight];
    const isNear = Math.max(-bottom, top - innerHeight) < innerHeight;
    if (this.unfold(panel) && isNear) this.holdAt(top + panel.offsetHeight - folded);
  }

  /** A link shows the panel, and stays in sight below it. @param {CustomEvent<Element | null>} event */
  show({ detail: link }) {
    const panel = this.panel();
    if (!panel || !link || isPinned()) return;
    this.unfold(panel);
    this.shownAt = performance.now();
    requestAnimationFrame(() => {
      const [{ top, bottom }, dock] = [link.getBoundingClientRect(), panel.getBoundingClientRect()];
      if (top < dock.bottom + GAP) scrollBy(0, top - dock.bottom - GAP);
      else if (bottom > innerHeight) scrollBy(0, bottom - innerHeight + GAP);
    });
  }

  /** The panel is back, unless somebody has put it another way. @returns {boolean} whether it was folded */
  unfold(panel = this.panel()) {
    if (!panel || !folding.delete(panel) || panel.dataset.dock !== "folded") return false;
    panel.dock("docked");
    return true;
  }

  /**
   * The question stands at a place of the window, whatever the browser does; whoever has jumped away from it
   * meanwhile stays there. @param {number} top
   */
  holdAt(top) {
    requestAnimationFrame(() => {
      const moved = this.form.getBoundingClientRect().top - top;
      if (Math.abs(moved) < innerHeight) scrollBy(0, moved);
    });
  }
}

/** Whether a question has no room below a docked panel. @param {HTMLElement} form @param {Docked} panel */
function isTight(form, panel) {
  return !isPinned() && innerHeight - panel.offsetHeight < form.offsetHeight;
}

/** Whether panels stand beside the text, and are not docked. */
function isPinned() {
  return document.documentElement.classList.contains("pinned");
}
