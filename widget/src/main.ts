import { DirectiveAssistant } from "./element";

const script = document.currentScript;
if (script instanceof HTMLScriptElement) DirectiveAssistant.server = new URL(script.src).origin;
if (!customElements.get("directive-assistant")) customElements.define("directive-assistant", DirectiveAssistant);
