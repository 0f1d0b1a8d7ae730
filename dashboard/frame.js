// The menu by keyboard, pages opened without loading all anew, and what a screen reader needs that Streamlit can not say.

// Where the server is: Streamlit would look for it below the page's own address first, ask there and then here whether
// it answers, and connect last.
window.__streamlit = {
  BACKEND_BASE_URL: new URL(".", document.currentScript.src).href,
  // Whose messages Streamlit's script obeys: those of this page alone.
  HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
};

(() => {
  // What is read out of lists and their choices, whatever language the browser is in.
  window[Symbol.for("react-aria.i18n.locale")] = "nb-NO";

  const TOLD = "[role=main] :is([role=alert], [role=status])";
  const PAGES = ":is(.vnr-menu, .vnr-foot-links) a";
  const CATALOGUE = ".st-key-explore_catalogue [role=radiogroup]";
  const FAULTY = / \(må rettes\)$/;
  const CONNECTION = "data-test-connection-state";
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  let left = null;  // Set while another page of the menu, or of results, is on its way: what its heading was until then.
  let acted = null;  // The button of the page that was pressed last, and what had been told by then.

  // Something was asked of the server. On a slow machine a quick run begins and ends before the page is drawn, and is
  // never seen to run.
  const awaiting = (what) => {
    const awaited = { ...what, has_run: null };
    setTimeout(() => { awaited.has_run ??= true; mark(); }, 1000);
    return awaited;
  };

  const focus = (element) => {
    if (!element.matches("a, button, input, textarea")) element.setAttribute("tabindex", "-1");
    element.focus();
  };

  // The menu: its links stand right after the button that opens them.
  const close = (button) => {
    button.setAttribute("aria-expanded", "false");
    button.nextElementSibling.hidden = true;
  };
  const opened = () => all(".vnr-menu button[aria-expanded=true]");
  const open = (button) => {
    opened().forEach(close);
    button.setAttribute("aria-expanded", "true");
    button.nextElementSibling.hidden = false;
  };
  const step = (items, from, by) => items[(items.indexOf(from) + by + items.length) % items.length].focus();

  const pressed = (event) => {
    const item = event.target.closest(".vnr-menu :is(a, button)");
    if (!item) return;
    const button = item.closest("li li") ? item.closest("ul").previousElementSibling : item.matches("button") ? item : null;
    const links = button ? all("a", button.nextElementSibling) : [];
    const top = all(".vnr-menu > ul > li > :is(a, button)");
    const moves = {
      ArrowRight: () => step(top, button || item, 1),
      ArrowLeft: () => step(top, button || item, -1),
      ArrowDown: () => { if (button) { open(button); item === button ? links[0].focus() : step(links, item, 1); } },
      ArrowUp: () => { if (button) { open(button); item === button ? links.at(-1).focus() : step(links, item, -1); } },
      Escape: () => { if (button) { close(button); button.focus(); } },
    };
    if (!moves[event.key]) return;
    moves[event.key]();
    event.preventDefault();
  };

  // As by Back and Forward, which Streamlit answers without loading anything; to a part of the page, lead.js leads.
  const go = (address) => {
    const heading = one("h1")?.textContent;
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    left = dispatchEvent(new Event("vnr-gone", { cancelable: true })) ? awaiting({ heading }) : null;
  };

  // What leads to another page here, or to this one with another choice: not to a part of it, out, or to a file.
  const leads_within = (link) => {
    const is_here = link.pathname === location.pathname && link.search === location.search;
    return link.matches(".st-key-page a[href]:not([download], [target=_blank], [data-testid=stPageLink-NavLink])")
      && link.origin === location.origin && !(is_here && link.hash);
  };

  // What is chosen in the catalogue is to be seen: it is folded where it stands above, and the view's top is in sight.
  const toView = () => {
    one(".vnr-fold").open = false;
    const view = one(".st-key-explore_main");
    if (view.getBoundingClientRect().top < 0) view.scrollIntoView();
  };

  // The chosen entry is in sight in a list that scrolls by itself.
  let listed = null;
  const showChosen = () => {
    const chosen = one(`${CATALOGUE} > [data-selected]`);
    if (chosen?.textContent === listed) return;
    listed = chosen?.textContent;
    if (!chosen) return;
    const list = chosen.parentElement.getBoundingClientRect(), place = chosen.getBoundingClientRect();
    chosen.parentElement.scrollTop += Math.min(place.top - list.top, 0) || Math.max(place.bottom - list.bottom, 0);
  };

  // Whoever presses twice means what stood there: what has come in its place meanwhile is not pressed.
  const TWICE = 500, NEAR = 8;
  let before = null;  // The button of the page that was pressed last, and where and when.
  const is_of_other = ({ detail, timeStamp, clientX, clientY }, text) => before && detail && text && before.text !== text
    && timeStamp - before.at < TWICE && Math.hypot(clientX - before.x, clientY - before.y) < NEAR;

  const clicked = (event) => {
    const { target } = event;
    if (is_of_other(event, target.closest("button, a, label, summary")?.textContent)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    // By a finger or a mouse: who chooses by key may go on to the next.
    if (event.detail && target.closest(`${CATALOGUE} label`)) setTimeout(toView);
    const button = target.closest(".vnr-menu button");
    if (button) return button.getAttribute("aria-expanded") === "true" ? close(button) : open(button);
    opened().forEach(close);
    const of_page = target.closest("[role=main] button");
    acted = of_page && awaiting({ button: of_page, told: all(TOLD) });
    before = of_page && { text: of_page.textContent, at: event.timeStamp, x: event.clientX, y: event.clientY };
    const file = of_page?.closest("[class*=st-key-download_]");
    if (file && !of_page.disabled) follow(file);
    const is_plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const link = target.closest("a, [data-testid=stSkipToContent]");
    if (!link || !is_plain) return;
    if (!link.matches(`${PAGES}, [data-testid=stSkipToContent], a[data-field]`) && !leads_within(link)) return;
    event.preventDefault();
    if (link.dataset.field) {
      const field = all("input, textarea").find((field) => field.getAttribute("aria-label")?.startsWith(link.dataset.field));
      if (field) focus(field);
    } else if (link.matches("[data-testid=stSkipToContent]")) {
      event.stopPropagation();
      focus(one("h1") || one("[role=main]"));
    } else {
      go(link.href);
    }
  };

  // What takes its time tells how far it has come, on its button, which is locked until the file is there.
  const FAR = new URL("fremdrift", document.currentScript.src);
  const FILE = /st-key-download_([\w-]+)/;
  const follow = (place) => {
    const words = document.createElement("span");
    words.className = "vnr-far";
    words.setAttribute("role", "status");
    const ask = async () => {
      if (!one("button:disabled", place)) {
        words.remove();
        // Which the button lost when it was locked.
        if (document.activeElement === document.body) one("button", place)?.focus({ preventScroll: true });
        return;
      }
      const answer = await fetch(`${FAR}?fil=${place.className.match(FILE)[1]}`).catch(() => null);
      const told = answer?.ok ? await answer.text() : "";
      // Read out anew by each change, and by nothing else.
      if (words.textContent !== told) words.textContent = told;
      setTimeout(ask, 300);
    };
    place.append(words);
    setTimeout(ask, 300);
  };

  // Parts of the page that are found by what they are, and mistakes that are told of the field they are in.
  const mark = () => {
    one(".st-key-page:not([role])")?.setAttribute("role", "main");
    showChosen();
    // Streamlit opens every link of a text in a new tab, which would still be there when the site is left in a hurry.
    for (const link of all('a[target="_blank"]:is([href^="./"], [href^="?"], [href^="tel:"])')) link.target = "_self";
    for (const field of all("input[aria-label], textarea[aria-label]")) {
      const is_faulty = FAULTY.test(field.getAttribute("aria-label"));
      if (is_faulty === (field.getAttribute("aria-invalid") === "true")) continue;
      const told = field.closest("[data-testid=stElementContainer]")?.previousElementSibling?.querySelector("[role=alert]");
      if (is_faulty) {
        field.setAttribute("aria-invalid", "true");
        if (told) field.setAttribute("aria-describedby", told.id ||= `mistake-${field.id}`);
      } else {
        field.removeAttribute("aria-invalid");
        field.removeAttribute("aria-describedby");
      }
    }
    if (acted?.has_run && one("[data-test-script-state=notRunning]")) {
      acted.has_run = false;
      for (const wait of [0, 300, 1000]) setTimeout(show, wait, acted);
    }
    const heading = one("h1");
    const has_come = left && heading && (left.has_run || heading.textContent !== left.heading);
    if (has_come && one("[data-test-script-state=notRunning]")) {
      left = null;
      // Whoever has opened the menu again meanwhile is on the way elsewhere.
      if (!opened().length) focus(heading);
    }
  };

  // What is told of what was pressed is to be seen, or else what was pressed: the page may have grown above it.
  const show = (what) => {
    if (acted !== what) return;
    const told = all(TOLD).filter((part) => !what.told.includes(part));
    const parts = told.length ? told : [what.button].filter((button) => button.isConnected);
    const is_in_sight = (part) => {
      const { top, bottom } = part.getBoundingClientRect();
      return top + bottom > 0 && top + bottom < 2 * innerHeight;
    };
    if (parts.length && !parts.some(is_in_sight)) parts.at(-1).scrollIntoView({ block: "center" });
  };

  // Where the connection is not secure, browsers let nothing be copied but what is marked.
  const copy = async (button) => {
    const text = button.previousElementSibling, told = button.nextElementSibling;
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      getSelection().selectAllChildren(text);
      document.execCommand("copy");
    }
    told.textContent = "Kopiert";
    setTimeout(() => { told.textContent = ""; }, 4000);
  };

  addEventListener("click", ({ target }) => {
    const button = target.closest(".vnr-to-copy button");
    if (button) copy(button);
  });
  addEventListener("click", clicked, true);
  // Whoever has begun to read elsewhere is not pulled back.
  for (const sign of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(sign, () => { acted = null; }, { capture: true, passive: true });
  addEventListener("keydown", pressed);
  addEventListener("submit", (event) => {
    if (!event.target.matches(".vnr-search")) return;
    event.preventDefault();
    go(`${event.target.action}?${new URLSearchParams(new FormData(event.target))}`);
  }, true);
  addEventListener("focusout", ({ target, relatedTarget }) => {
    if (target.closest(".vnr-menu") && relatedTarget && !relatedTarget.closest(".vnr-menu")) opened().forEach(close);
  });
  let connected = null;  // Not yet, now, or cut off.
  // What stands in the fields is told to a server that has been started anew, also where nobody touches them: it is all
  // gone there, and would be gone here when the page is loaded anew.
  const reconnect = ({ attributeName, target }) => {
    if (attributeName !== CONNECTION) return;
    const is_on = target.getAttribute(CONNECTION) === "CONNECTED";
    if (is_on && connected === false) postMessage({ stCommVersion: 1, type: "RERUN_SCRIPT" }, location.origin);
    connected = is_on || (connected === null ? null : false);
  };
  let waits = false;
  new MutationObserver((changes) => {
    changes.forEach(reconnect);
    const has_run = changes.some((change) => change.attributeName === "data-test-script-state");
    for (const waiting of [left, acted]) if (waiting && has_run) waiting.has_run = true;
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; mark(); });
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label", "data-test-script-state", CONNECTION] });
})();
