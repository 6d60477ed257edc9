// Starts Lookback out of the single file it travels in.
//
// The file holds the program twice removed from being code: `#glue`, the
// JavaScript that wasm-bindgen wrote, and `#wasm`, the compiled Rust, gzipped
// and in base64. This script
//
//   0. lets the first screen, which the file also holds as plain markup, be seen
//      and used at once, and passes on what was pressed there;
//   1. takes away the browser's ways of talking to the network that a content
//      security policy does not govern, and guards the ways of leaving the
//      page, before any other code has run; and shows what would be unseen in
//      the texts of a file;
//   2. unpacks and compiles the Wasm once;
//   3. runs it as the page;
//   4. joins the page that holds it in a frame, if one does; and
//   5. offers `lookbackWorker()`, which runs the same compiled module in a
//      worker, `lookbackNotices()`, which tells whose work is inside, and
//      `lookbackFingerprint()`, which tells the file's SHA-256.
//
// The worker is made from a blob in every build. A policy in a `<meta>` element
// does not reach a worker that is loaded by address; a blob worker inherits it.
// And a page opened from disk could not load a worker by address at all.
//
// This is written for browsers too old to run Lookback as well, since it is
// what tells their owners so: no syntax newer than 2017.

(function () {
  "use strict";

  // Removes what could carry data out past `connect-src 'none'`. Runs in the
  // page and, as text, in the worker: it may refer to nothing outside itself.
  //
  // What the policy does stop (fetch, XMLHttpRequest, WebSocket, EventSource,
  // images, forms, frames, ...) stays in place: the policy is the lock, this
  // closes only the doors that have none.
  function closeWaysOut(scope) {
    function remove(owner, name) {
      if (!owner || !(name in owner)) {
        return;
      }
      try {
        delete owner[name];
      } catch (_) {
        // Not configurable: covered below.
      }
      if (name in owner) {
        Object.defineProperty(owner, name, { value: undefined });
      }
    }

    [
      "RTCPeerConnection", // STUN and TURN over UDP: no directive covers it
      "webkitRTCPeerConnection",
      "mozRTCPeerConnection",
      "RTCIceGatherer",
      "WebTransport",
      "WebSocketStream",
      "fetchLater", // sent when the page is already gone
      "SharedWorker", // would outlive the page and its policy
      "PaymentRequest", // fetches a manifest from the payment method's address
      "PresentationRequest", // opens an address on another screen
      "sharedStorage",
      "open", // a new window's address can carry data
      "documentPictureInPicture", // a window that has everything anew
      "BroadcastChannel", // to other tabs of the same site, which have no policy
      "speechSynthesis", // some voices speak on a server
      "SpeechRecognition",
      "webkitSpeechRecognition",
      "LanguageModel", // as do some models
      "Summarizer",
      "Translator",
      "LanguageDetector",
      "Writer",
      "Rewriter",
      "Proofreader",
      "Notification", // its picture is fetched, and some are shown by a server
      "MediaMetadata", // its picture is fetched by the browser, not the page
      "crashReport", // goes along when the page crashes
      "chrome", // speaks to extensions
      "XSLTProcessor", // makes elements that `keepOneRealm` refuses to make
      "cookieStore", // cookies go to the host with the next request
      "localStorage", // stores that outlive the tab
      "sessionStorage",
      "indexedDB",
      "caches",
    ].forEach(function (name) {
      remove(scope, name);
    });

    var navigatorType = scope.Navigator || scope.WorkerNavigator;
    [
      "sendBeacon", // says true even where the policy stops it
      "serviceWorker", // would outlive the page
      "registerProtocolHandler",
      "credentials", // asks the site that a passkey or a login is for
      "login",
      "install", // fetches the page that it installs
      "storageBuckets",
      "joinAdInterestGroup",
      "runAdAuction",
      "presentation",
      "storage",
    ].forEach(function (name) {
      remove(navigatorType && navigatorType.prototype, name);
    });
    remove(scope.Worklet && scope.Worklet.prototype, "addModule");
  }

  // Refuses to make what has a window of its own. The frames that a policy of
  // `frame-src 'none'` lets pass are empty ones, and an empty frame has every
  // way out anew that was taken away here. Markup makes no elements (Trusted
  // Types), a class of one's own that is a frame is not taken, nor is a document
  // whose root is one, so the two makers are all there are.
  function keepOneRealm() {
    var refused = /^(?:.*:)?(?:iframe|frame|frameset|object|embed|fencedframe|portal)$/i;
    ["createElement", "createElementNS"].forEach(function (name) {
      var make = Document.prototype[name];
      Object.defineProperty(Document.prototype, name, {
        value: function () {
          // Read once, so that it cannot be one name here and another there.
          var given = Array.prototype.map.call(arguments, function (argument) {
            return argument === null || typeof argument === "object" ? argument : String(argument);
          });
          var at = name === "createElement" ? 0 : 1;
          given[at] = String(given[at]);
          if (refused.test(given[at])) {
            throw new TypeError("Lookback makes no " + given[at]);
          }
          return make.apply(this, given);
        },
      });
    });
    [
      ["CustomElementRegistry", "define"],
      ["DOMImplementation", "createDocument"],
      ["Element", "setHTML"],
      ["ShadowRoot", "setHTML"],
    ].forEach(function (maker) {
      var type = globalThisOrWindow()[maker[0]];
      if (type && maker[1] in type.prototype) {
        Object.defineProperty(type.prototype, maker[1], { value: undefined });
      }
    });
    if ("parseHTML" in Document) {
      Object.defineProperty(Document, "parseHTML", { value: undefined });
    }
    // With three arguments `document.open` is `window.open`.
    ["open", "write", "writeln", "cookie"].forEach(function (name) {
      Object.defineProperty(Document.prototype, name, { value: undefined });
    });
  }

  // Whether the page may go there: to another of its own screens, to a file
  // that it made in memory, or to the visitor's own mail program.
  function goesOutside(address) {
    var to = new URL(String(address), document.baseURI);
    if (to.protocol === "blob:" || to.protocol === "data:" || to.protocol === "mailto:") {
      return false;
    }
    return to.href.split("#")[0] !== location.href.split("#")[0];
  }

  // Keeps code from leading the page elsewhere, with data in the address. A
  // policy has no word for that: at top level only the page can stop it, and
  // in a frame the host's sandbox does so as well.
  function stayHere() {
    var stop = Event.prototype.preventDefault;
    var isLink = function (node) {
      return node instanceof Element && node.closest("a, area");
    };
    // What a link leads to, an SVG link's animated value included.
    function leads(node) {
      var found = isLink(node);
      if (!found) {
        return false;
      }
      var href = found.getAttribute("href") || found.getAttributeNS("http://www.w3.org/1999/xlink", "href");
      return found.hasAttribute("ping") || (href !== null && goesOutside(href));
    }

    // Every way of leaving in the same window, where the browser tells of it.
    if (typeof navigation !== "undefined") {
      navigation.addEventListener("navigate", function (event) {
        if (event.formData || goesOutside(event.destination.url)) {
          stop.call(event);
        }
      });
    }

    // Links, which could open a new window, when code presses them. One that
    // stands outside the document tells nobody but itself.
    var click = HTMLElement.prototype.click;
    Object.defineProperty(HTMLElement.prototype, "click", {
      value: function () {
        if (leads(this) || this instanceof HTMLButtonElement && this.form) {
          throw new TypeError("Lookback follows no link to elsewhere");
        }
        return click.call(this);
      },
    });
    var dispatch = EventTarget.prototype.dispatchEvent;
    Object.defineProperty(EventTarget.prototype, "dispatchEvent", {
      value: function (event) {
        if (leads(this)) {
          throw new TypeError("Lookback follows no link to elsewhere");
        }
        return dispatch.call(this, event);
      },
    });
    addEventListener(
      "click",
      function (event) {
        if (leads(event.target)) {
          stop.call(event);
        }
      },
      true,
    );

    // Forms have nowhere to go; even one that the policy stops connects first.
    ["submit", "requestSubmit"].forEach(function (name) {
      Object.defineProperty(HTMLFormElement.prototype, name, { value: undefined });
    });
    addEventListener(
      "submit",
      function (event) {
        stop.call(event);
      },
      true,
    );
  }

  // Shows the characters that nobody sees. A name such as `U+202E gpj.exe` turns
  // what stands after it around and reads as another file than it is; control
  // characters hide what they stand beside. Whatever text goes into the page,
  // they are written out, as the exported workbook writes them.
  function showEveryCharacter() {
    var unseen =
      /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]/g;
    var shown = function (text) {
      return String(text).replace(unseen, function (one) {
        return "[U+" + ("000" + one.charCodeAt(0).toString(16).toUpperCase()).slice(-4) + "]";
      });
    };
    var make = Document.prototype.createTextNode;
    Object.defineProperty(Document.prototype, "createTextNode", {
      value: function (text) {
        return make.call(this, shown(text));
      },
    });
    ["nodeValue", "textContent"].forEach(function (name) {
      var own = Object.getOwnPropertyDescriptor(Node.prototype, name);
      Object.defineProperty(Node.prototype, name, {
        get: own.get,
        set: function (text) {
          own.set.call(this, text === null ? null : shown(text));
        },
      });
    });
  }

  closeWaysOut(globalThisOrWindow());
  keepOneRealm();
  stayHere();
  showEveryCharacter();

  // `globalThis` is younger than some browsers that need the message below.
  function globalThisOrWindow() {
    return typeof globalThis === "undefined" ? window : globalThis;
  }

  // The worker's side: waits for the compiled module, then becomes Lookback's
  // engine. Runs as text after the glue, in the worker alone.
  //
  // A failure is thrown where nothing catches it, so that the page's `onerror`
  // hears of it just as it hears of a later trap.
  function startWorker() {
    self.addEventListener("message", function first(event) {
      self.removeEventListener("message", first);
      event.stopImmediatePropagation();
      wasm_bindgen({ module_or_path: event.data.module }).catch(function (reason) {
        setTimeout(function () {
          throw reason;
        });
      });
    });
  }

  // Defines `lookbackWorker()`: makes a worker that runs the program anew on
  // the module that is already compiled, and returns it at once.
  //
  // The Rust `main` in it posts a first message when it listens; what is posted
  // to the worker before that is lost. A worker that cannot start, or that
  // traps later, reports through its `error` event: terminate it, make another.
  function offerWorkers(glue, module) {
    var source = [
      '"use strict";\n(' + closeWaysOut + ")(self);\n",
      document.getElementById("probes").textContent,
      glue,
      "\n(" + startWorker + ")();\n",
    ];
    var address = URL.createObjectURL(new Blob(source, { type: "text/javascript" }));

    // The policy demands that code be named by a type that only a named maker
    // makes (Trusted Types); this one maker makes this one address.
    var trusted = globalThis.trustedTypes
      ? trustedTypes
          .createPolicy("lookback-worker", {
            createScriptURL: function () {
              return address;
            },
          })
          .createScriptURL("")
      : address;

    function lookbackWorker() {
      var worker = new Worker(trusted, { name: "lookback" });
      worker.postMessage({ module: module });
      return worker;
    }

    Object.defineProperty(globalThis, "lookbackWorker", {
      value: Object.freeze(lookbackWorker),
      enumerable: true,
    });
  }

  // What a text in base64 says. Newer browsers do it in a tenth of the time.
  function bytes(base64) {
    if (Uint8Array.fromBase64) {
      return Uint8Array.fromBase64(base64);
    }
    var text = atob(base64);
    var all = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i += 1) {
      all[i] = text.charCodeAt(i);
    }
    return all;
  }

  // The bytes that an element of the file holds in base64, gzipped.
  function unpack(id) {
    var packed = bytes(document.getElementById(id).textContent);
    var stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  }

  // Defines `lookbackNotices()`: promises the notices and licences, as plain
  // text, of those whose work the file carries.
  function offerNotices() {
    function lookbackNotices() {
      return unpack("notices").then(function (bytes) {
        return new TextDecoder().decode(bytes);
      });
    }

    Object.defineProperty(globalThis, "lookbackNotices", {
      value: Object.freeze(lookbackNotices),
      enumerable: true,
    });
  }

  // Defines `lookbackFingerprint()`: promises the SHA-256 of this file as the
  // browser received it, in hexadecimal. It fails where the browser computes
  // none, which is on pages that came over a connection anyone can change.
  //
  // A page cannot read the file it came from, but the build leaves the file in
  // the very form in which browsers write a document as text
  // (`xtask/src/written.rs`). So the document says what the file is, as long as
  // nothing has changed it: this has to be called before anything does. The
  // text goes out of this page's memory at once, and is hashed when asked for.
  function offerFingerprint() {
    var root = document.documentElement;
    var elsewhere = root.hasAttribute(ELSEWHERE);
    root.removeAttribute(ELSEWHERE);
    var file = new Blob(["<!DOCTYPE html>", root.outerHTML]);
    root.toggleAttribute(ELSEWHERE, elsewhere);

    function lookbackFingerprint() {
      return file
        .arrayBuffer()
        .then(function (bytes) {
          return crypto.subtle.digest("SHA-256", bytes);
        })
        .then(function (sum) {
          return Array.prototype.map
            .call(new Uint8Array(sum), function (byte) {
              return ("0" + byte.toString(16)).slice(-2);
            })
            .join("");
        });
    }

    Object.defineProperty(globalThis, "lookbackFingerprint", {
      value: Object.freeze(lookbackFingerprint),
      enumerable: true,
    });
  }

  // Listens to the page that holds this one in a frame (`web/embed/embed.js`),
  // tells it how tall this one is, that a screen has begun and that the visitor
  // wants to write, and nothing else ever.
  //
  // What it may say is listed here: texts, a picture as text, two colours. Each
  // is checked; a site can put its name on this page, not its code.
  function joinHost() {
    if (parent === globalThis) {
      return;
    }
    var VERSION = 1;
    var origin = null;

    function short(value, most) {
      return typeof value === "string" ? value.slice(0, most) : "";
    }

    addEventListener("message", function (event) {
      var message = event.data;
      if (event.source !== parent || !message || message.lookback !== VERSION) {
        return;
      }
      if (origin === null) {
        origin = event.origin;
        var logo = short(message.logo, 300000);
        var contact = short(message.contact, 200);
        globalThis.lookbackHost = Object.freeze({
          name: short(message.name, 80),
          logo: /^data:image\/(png|jpeg|webp|svg\+xml)[;,]/.test(logo) ? logo : "",
          contact: /^[^\s@<>?&]+@[^\s@<>?&]+$/.test(contact) ? contact : "",
          note: short(message.note, 400),
          // Has the host open an empty message to the contact.
          write: function () {
            tell({ write: true });
          },
        });
        paint("brand", message.color);
        paint("accent", message.accent);
        document.documentElement.dataset.embedded = "";
        dispatchEvent(new Event("lookbackhost"));
        new ResizeObserver(tellHeight).observe(document.getElementById("app"));
      }
      tellHeight();
    });

    // A page in a frame has no origin of its own to name, but the host has.
    function tell(message) {
      message.lookback = VERSION;
      parent.postMessage(message, origin === "null" ? "*" : origin);
    }

    function tellHeight() {
      var app = document.getElementById("app");
      if (app) {
        tell({ height: Math.ceil(app.getBoundingClientRect().height) });
      }
    }

    addEventListener("hashchange", function () {
      if (origin !== null) {
        tell({ top: true });
      }
    });
  }

  // Sets one of our two colours after the host's, light and dark, each moved
  // towards black or white until text in it stands out from both grounds.
  function paint(name, color) {
    var match = /^#([0-9a-f]{6})$/i.exec(color || "");
    if (!match) {
      return;
    }
    var rgb = [0, 2, 4].map(function (at) {
      return parseInt(match[1].substr(at, 2), 16);
    });
    var style = document.documentElement.style;
    style.setProperty("--host-" + name, readable(rgb, [233, 238, 245], 0));
    style.setProperty("--host-" + name + "-dark", readable(rgb, [43, 37, 23], 255));
  }

  // The colour nearest to this one, on its way to black (0) or white (255),
  // that has a contrast of 4.5 to the ground.
  function readable(rgb, ground, end) {
    for (var step = 0; step <= 20; step += 1) {
      var mixed = rgb.map(function (part) {
        return Math.round(part + ((end - part) * step) / 20);
      });
      var a = luminance(mixed) + 0.05;
      var b = luminance(ground) + 0.05;
      if (Math.max(a, b) / Math.min(a, b) >= 4.5) {
        break;
      }
    }
    return "rgb(" + mixed.join(" ") + ")";
  }

  // Relative luminance as WCAG defines it.
  function luminance(rgb) {
    var linear = rgb.map(function (part) {
      var share = part / 255;
      return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }

  // A page opened as `#demo` stands at a booth. When nobody has touched it for
  // a while it begins anew, and with it goes all that the last visitor did.
  function resetWhenIdle() {
    if (location.hash !== "#demo") {
      return;
    }
    var REST = 3 * 60 * 1000;
    var timer;
    function touched() {
      clearTimeout(timer);
      timer = setTimeout(function () {
        location.hash = "#demo";
        location.reload();
      }, REST);
    }
    ["pointerdown", "keydown", "wheel", "scroll"].forEach(function (kind) {
      addEventListener(kind, touched, { passive: true, capture: true });
    });
    touched();
  }

  // Set on the document where its address names another screen than the first.
  var ELSEWHERE = "data-elsewhere";

  // Whether the address asks for the first screen, which stands in the file
  // as markup. Anything else has to wait for the program.
  function isFirst() {
    return location.hash === "" || location.hash === "#start";
  }

  // Keeps what is pressed on the first screen before the program is there.
  // Returns what passes it on, once the program has drawn the same screen in
  // its place: the controls are the same, in the same order.
  function keepPresses() {
    var controls = "#app a, #app button, #app input";
    var pressed = [];
    var first = document.getElementById("first");
    var at = function (node) {
      return Array.prototype.indexOf.call(document.querySelectorAll(controls), node);
    };
    first.addEventListener("click", function (event) {
      var control = event.target.closest("button, input, a.skip");
      if (!control) {
        return;
      }
      pressed.push(at(control));
      if (control.tagName === "A") {
        event.preventDefault();
      } else if (control.tagName === "BUTTON") {
        control.setAttribute("aria-busy", "true");
      }
    });
    var focused = -1;
    first.addEventListener("focusin", function (event) {
      focused = at(event.target);
    });
    return function () {
      var drawn = document.querySelectorAll(controls);
      if (isFirst() && focused >= 0 && drawn[focused]) {
        drawn[focused].focus({ preventScroll: true });
      }
      pressed.forEach(function (place) {
        var control = document.querySelectorAll(controls)[place];
        if (control) {
          control.click();
        }
      });
    };
  }

  // What this browser lacks, by the names a search engine knows.
  function missing() {
    return ["WebAssembly", "DecompressionStream", "Worker", "Response", "globalThis"].filter(
      function (name) {
        return !(name in globalThisOrWindow());
      },
    );
  }

  // Shows the failure screen that the file carries. Takes plain text only.
  function fail(reason, detail) {
    var app = document.getElementById("app");
    if (app) {
      app.remove();
    }
    document.getElementById("boot-failed-reason").textContent = reason;
    document.getElementById("boot-failed-detail").textContent = detail;
    document.getElementById("boot-failed").hidden = false;
  }

  function start() {
    var lacking = missing();
    if (lacking.length > 0) {
      fail("This browser is too old for it, or has a part switched off.", "Not found: " + lacking.join(", "));
      return;
    }
    var glue = document.getElementById("glue").textContent;
    var program = unpack("wasm").then(function (bytes) {
      return WebAssembly.compile(bytes);
    });
    // While that is being unpacked elsewhere, and before anything changes.
    offerFingerprint();
    var passOn = keepPresses();
    offerNotices();
    joinHost();
    resetWhenIdle();
    program
      .then(function (module) {
        offerWorkers(glue, module);
        return wasm_bindgen({ module_or_path: module });
      })
      .then(function () {
        // The program draws when this turn of the browser ends.
        setTimeout(passOn);
      })
      .catch(function (error) {
        fail(
          "The file may be damaged, or an extension or a policy of this computer stops WebAssembly. " +
            "Getting the file anew may help.",
          String((error && error.stack) || error),
        );
      });
  }

  if (!isFirst()) {
    document.documentElement.setAttribute(ELSEWHERE, "");
  }
  document.addEventListener("DOMContentLoaded", start);
})();
