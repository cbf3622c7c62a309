/** Backpropagation: what the panel does. */
import { PlayedPanel } from "./played_panel.js";

class BackpropPanel extends PlayedPanel {}

customElements.define("nudge-backprop", BackpropPanel);
