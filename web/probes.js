// Tries every way that a page or a worker has of sending something out.
//
// Defines `lookbackTryToLeak(address)`: promises what became of each attempt, as
// a list of `{ where, way, outcome, detail }`. The visitor's "Try to leak"
// button runs it with an address that does not exist; the project's tests run
// it with a listener behind the address, which is the judge. Outcomes:
//
//   absent   the browser has no such way, or it was taken away at the start
//   policy   the page's policy stopped it: the browser itself said so
//   refused  the call threw, before anything could be sent
//   failed   it failed later: to a page, a way that is shut and an address that
//            does not answer look the same
//   ran      the browser tells a page nothing of what becomes of it
//
// `detail` holds the directive, or what the error said.
//
// Ways that would leave the page (another address, a new window) are apart, in
// `lookbackWaysAway`, since a page that tries them is gone where they succeed.
//
// The same text runs in the page and, under the same policy, in the worker.

(function () {
  "use strict";

  var scope = globalThis;
  var page = typeof document !== "undefined";
  var ABSENT = {};

  // Promises to fail when what it asked for does.
  function asked(target, what) {
    return new Promise(function (resolve, reject) {
      target.addEventListener("error", function () {
        reject(new Error(what + " reports an error"));
      });
    });
  }

  // An element that fetches as soon as it is in the document.
  function put(name, set, parent) {
    var element = document.createElement(name);
    var outcome = asked(element, name);
    set(element);
    (parent || document.body).appendChild(element);
    setTimeout(function () {
      element.remove();
    }, 2000);
    return outcome;
  }

  function link(rel, more) {
    return function (to) {
      var kinds = document.createElement("link").relList;
      if (kinds.supports && !kinds.supports(rel)) {
        return ABSENT;
      }
      return put(
        "link",
        function (element) {
          element.rel = rel;
          element.href = to;
          Object.assign(element, more || {});
        },
        document.head,
      );
    };
  }

  function made(name, use) {
    return function (to) {
      return typeof scope[name] === "function" ? use(scope[name], to) : ABSENT;
    };
  }

  function svg(name, attributes) {
    var element = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) {
      element.setAttribute(key, attributes[key]);
    });
    return element;
  }

  // A realm of its own would have everything that was taken away from this one.
  function realm(name) {
    return function (to) {
      return enter(document.createElement(name), to);
    };
  }

  function enter(frame, to) {
    document.body.appendChild(frame);
    var inner = frame.contentWindow;
    if (!inner || !inner.RTCPeerConnection) {
      return ABSENT;
    }
    return call(inner.RTCPeerConnection, to);
  }

  // A call between browsers, by way of a server at the address.
  function call(Connection, to) {
    var host = new URL(to).host;
    var connection = new Connection({
      iceServers: [
        { urls: "stun:" + host },
        { urls: "turn:" + host + "?transport=udp", username: "rows", credential: "rows" },
        { urls: "turn:" + host + "?transport=tcp", username: "rows", credential: "rows" },
      ],
    });
    connection.createDataChannel("rows");
    return connection.createOffer().then(function (offer) {
      return connection.setLocalDescription(offer);
    });
  }

  var everywhere = {
    fetch: function (to) {
      return scope.fetch(to, { mode: "no-cors", method: "POST", body: "rows" });
    },
    "fetch, kept alive": function (to) {
      return scope.fetch(to, { mode: "no-cors", method: "POST", body: "rows", keepalive: true });
    },
    "fetch, later": function (to) {
      return scope.fetchLater ? scope.fetchLater(to, { method: "POST", body: "rows" }) : ABSENT;
    },
    XMLHttpRequest: made("XMLHttpRequest", function (Request, to) {
      var request = new Request();
      request.open("POST", to);
      request.send("rows");
      return asked(request, "the request");
    }),
    WebSocket: made("WebSocket", function (Socket, to) {
      return asked(new Socket(to.replace(/^http/, "ws")), "the socket");
    }),
    WebSocketStream: made("WebSocketStream", function (Socket, to) {
      return new Socket(to.replace(/^http/, "ws")).opened;
    }),
    EventSource: made("EventSource", function (Source, to) {
      return asked(new Source(to), "the stream");
    }),
    WebTransport: made("WebTransport", function (Transport, to) {
      return new Transport(to.replace(/^http:/, "https:")).ready;
    }),
    beacon: function (to) {
      return scope.navigator.sendBeacon ? void scope.navigator.sendBeacon(to, "rows") : ABSENT;
    },
    "call between browsers (STUN, TURN)": made("RTCPeerConnection", call),
    "worker from an address": made("Worker", function (Made, to) {
      new Made(to);
    }),
    "worker that fetches": made("Worker", function (Made, to) {
      new Made(URL.createObjectURL(new Blob(["fetch('" + to + "')"])));
    }),
    "shared worker": made("SharedWorker", function (Made, to) {
      new Made(to);
    }),
    "service worker": function (to) {
      var container = scope.navigator.serviceWorker;
      return container ? container.register(to) : ABSENT;
    },
    "channel to other tabs": made("BroadcastChannel", function (Channel) {
      new Channel("rows").postMessage("rows");
    }),
    "module import": function (to) {
      return import(to);
    },
    font: made("FontFace", function (Font, to) {
      return new Font("rows", "url(" + to + ")").load();
    }),
    "code from text": function (to) {
      new Function("fetch('" + to + "')")();
    },
  };

  var inTheWorker = {
    importScripts: function (to) {
      scope.importScripts(to);
    },
  };

  var inThePage = {
    image: function (to) {
      var image = new Image();
      image.src = to;
      return asked(image, "the image");
    },
    "picture in SVG": function (to) {
      var drawing = svg("svg", {});
      drawing.appendChild(svg("image", { href: to }));
      drawing.appendChild(svg("use", { href: to + "#a" }));
      document.body.appendChild(drawing);
    },
    script: function (to) {
      return put("script", function (element) {
        element.src = to;
      });
    },
    "speculation rules": function (to) {
      return put("script", function (element) {
        element.type = "speculationrules";
        element.textContent = JSON.stringify({ prefetch: [{ source: "list", urls: [to] }] });
      });
    },
    "style sheet": link("stylesheet"),
    "style rule": function (to) {
      var rule = document.createElement("style");
      rule.textContent = "body { background: url(" + to + ") }";
      document.head.appendChild(rule);
      var taken = rule.sheet && rule.sheet.cssRules.length > 0;
      setTimeout(function () {
        rule.remove();
      }, 1000);
      if (!taken) {
        throw new Error("the policy takes no style sheet but the page's own");
      }
    },
    "style property": function (to) {
      return put("p", function (element) {
        element.textContent = "rows";
        element.style.backgroundImage = "url(" + to + ")";
      });
    },
    "made style sheet": made("CSSStyleSheet", function (Sheet, to) {
      if (!document.adoptedStyleSheets) {
        return ABSENT;
      }
      var sheet = new Sheet();
      sheet.replaceSync("html { list-style-image: url(" + to + "); border-image: url(" + to + ") }");
      document.adoptedStyleSheets = document.adoptedStyleSheets.concat([sheet]);
      setTimeout(function () {
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter(function (one) {
          return one !== sheet;
        });
      }, 1000);
    }),
    video: function (to) {
      return put("video", function (element) {
        element.poster = to;
        element.src = to;
        element.load();
      });
    },
    "audio and its tracks": function (to) {
      return put("audio", function (element) {
        element.src = to;
        element.load();
      });
    },
    prefetch: link("prefetch"),
    preload: link("preload", { as: "fetch" }),
    "module preload": link("modulepreload"),
    prerender: link("prerender"),
    preconnect: link("preconnect"),
    "look-up of a name": link("dns-prefetch"),
    icon: link("icon"),
    manifest: link("manifest"),
    frame: function (to) {
      return put("iframe", function (element) {
        element.src = to;
      });
    },
    "frame of another realm": realm("iframe"),
    "object of another realm": realm("object"),
    "frame of one's own class": function (to) {
      if (!scope.customElements || !scope.customElements.define) {
        return ABSENT;
      }
      class Own extends HTMLIFrameElement {}
      scope.customElements.define("rows-" + Math.random().toString(36).slice(2), Own, {
        extends: "iframe",
      });
      return enter(new Own(), to);
    },
    "frame out of a made document": function (to) {
      if (!document.implementation.createDocument) {
        return ABSENT;
      }
      var made = document.implementation.createDocument("http://www.w3.org/1999/xhtml", "iframe");
      return enter(document.adoptNode(made.documentElement), to);
    },
    object: function (to) {
      return put("object", function (element) {
        element.data = to;
      });
    },
    embed: function (to) {
      return put("embed", function (element) {
        element.src = to;
      });
    },
    "fenced frame": made("HTMLFencedFrameElement", function () {
      document.createElement("fencedframe");
    }),
    markup: function (to) {
      document.createElement("div").innerHTML = "<img src='" + to + "'>";
    },
    "sanitised markup": function (to) {
      var part = document.createElement("div");
      if (!part.setHTML) {
        return ABSENT;
      }
      part.setHTML("<link rel='preconnect' href='" + to + "'>", {
        sanitizer: { elements: ["link"], attributes: ["rel", "href"] },
      });
      document.head.appendChild(part);
    },
    "markup by a command": function (to) {
      var part = document.createElement("div");
      part.contentEditable = "true";
      document.body.appendChild(part);
      try {
        getSelection().selectAllChildren(part);
        if (!document.execCommand("insertHTML", false, "<img src='" + to + "'>")) {
          throw new Error("not taken");
        }
      } finally {
        part.remove();
      }
    },
    "picture with a source to report to": function (to) {
      if (!("attributionSrc" in HTMLImageElement.prototype)) {
        return ABSENT;
      }
      return put("img", function (element) {
        element.setAttribute("attributionsrc", to);
        element.src =
          "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
      });
    },
    "picture that is a button": function (to) {
      return put("input", function (element) {
        element.type = "image";
        element.src = to;
      });
    },
    "transformed markup": made("XSLTProcessor", function (Processor) {
      new Processor();
    }),
    worklet: function (to) {
      return scope.CSS && CSS.paintWorklet && CSS.paintWorklet.addModule
        ? CSS.paintWorklet.addModule(to)
        : ABSENT;
    },
    "audio worklet": made("OfflineAudioContext", function (Context, to) {
      var context = new Context(1, 1, 8000);
      return context.audioWorklet && context.audioWorklet.addModule
        ? context.audioWorklet.addModule(to)
        : ABSENT;
    }),
    "identity provider": function (to) {
      if (!scope.IdentityCredential || !navigator.credentials) {
        return ABSENT;
      }
      return navigator.credentials.get({
        identity: { providers: [{ configURL: to, clientId: "rows" }] },
      });
    },
    "payment method": made("PaymentRequest", function (Request, to) {
      return new Request([{ supportedMethods: to }], {
        total: { label: "rows", amount: { currency: "USD", value: "1" } },
      }).canMakePayment();
    }),
    passkey: function (to) {
      if (!navigator.credentials) {
        return ABSENT;
      }
      return navigator.credentials.get({
        publicKey: { challenge: new Uint8Array(16), rpId: new URL(to).hostname },
      });
    },
    speech: made("SpeechSynthesisUtterance", function (Utterance) {
      return scope.speechSynthesis ? void scope.speechSynthesis.speak(new Utterance("rows")) : ABSENT;
    }),
    "window above the others": function () {
      return scope.documentPictureInPicture
        ? scope.documentPictureInPicture.requestWindow()
        : ABSENT;
    },
    "picture of a media session": made("MediaMetadata", function (Metadata, to) {
      navigator.mediaSession.metadata = new Metadata({ artwork: [{ src: to }] });
    }),
    notification: made("Notification", function (Made, to) {
      if (Made.permission !== "granted") {
        throw new Error("not permitted");
      }
      new Made("rows", { icon: to });
    }),
    clipboard: function () {
      if (!navigator.clipboard) {
        return ABSENT;
      }
      if (navigator.userActivation && navigator.userActivation.isActive) {
        // Within a gesture it is the visitor's own act; not tried.
        throw new Error("only within a gesture");
      }
      return navigator.clipboard.writeText("rows");
    },
    cookie: function () {
      if (document.cookie === undefined) {
        return ABSENT;
      }
      document.cookie = "rows=1";
      if (document.cookie === "") {
        throw new Error("not kept");
      }
      document.cookie = "rows=; max-age=0";
    },
  };

  // A link, pressed by code.
  function press(to, more, how) {
    var anchor = document.createElement("a");
    anchor.href = to;
    Object.assign(anchor, more);
    if (how === "in the page") {
      document.body.appendChild(anchor);
    }
    if (how === "by an event") {
      anchor.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    } else {
      anchor.click();
    }
  }

  function form(to, method, target, how) {
    var made = document.createElement("form");
    made.action = to;
    made.method = method;
    made.target = target;
    var field = document.createElement("input");
    field.name = "rows";
    made.appendChild(field);
    var button = document.createElement("button");
    made.appendChild(button);
    document.body.appendChild(made);
    if (how === "button") {
      button.click();
    } else {
      made[how]();
    }
  }

  var away = {
    "location =": function (to) {
      location = to;
    },
    "location.assign": function (to) {
      location.assign(to);
    },
    "location.replace": function (to) {
      location.replace(to);
    },
    "location of the window above": function (to) {
      top.location = to;
    },
    "navigation.navigate": function (to) {
      return scope.navigation ? navigation.navigate(to).finished : ABSENT;
    },
    "history's address": function (to) {
      if (typeof navigation === "undefined") {
        throw new Error("told to the host only when the page is loaded anew");
      }
      history.pushState(null, "", "?" + to);
      if (!location.search) {
        throw new Error("not taken");
      }
    },
    "a script address": function (to) {
      location = "javascript:fetch('" + to + "')";
    },
    link: function (to) {
      press(to, {}, "in the page");
    },
    "link outside the page": function (to) {
      press(to, {}, "outside");
    },
    "link, by an event": function (to) {
      press(to, {}, "by an event");
    },
    "link to a new window": function (to) {
      press(to, { target: "_blank" }, "in the page");
    },
    "link to a new window, by an event": function (to) {
      press(to, { target: "_blank", rel: "opener" }, "by an event");
    },
    "link that pings": function (to) {
      press("#ping", { ping: to }, "in the page");
    },
    "link that saves": function (to) {
      press(to, { download: "rows" }, "in the page");
    },
    "link in SVG": function (to) {
      var drawing = svg("svg", {});
      var anchor = svg("a", { href: to });
      drawing.appendChild(anchor);
      document.body.appendChild(drawing);
      anchor.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    },
    "link in an image map": function (to) {
      var area = document.createElement("area");
      area.href = to;
      document.body.appendChild(area);
      area.click();
    },
    "window.open": function (to) {
      return scope.open ? void scope.open(to) : ABSENT;
    },
    "document.open": function (to) {
      return document.open ? void document.open(to, "rows", "") : ABSENT;
    },
    refresh: function (to) {
      put(
        "meta",
        function (element) {
          element.httpEquiv = "refresh";
          element.content = "0; url=" + to;
        },
        document.head,
      );
    },
    form: function (to) {
      form(to, "GET", "", "submit");
    },
    "form, posted": function (to) {
      form(to, "POST", "", "requestSubmit");
    },
    "form, by its button": function (to) {
      form(to, "POST", "", "button");
    },
    "form to a new window": function (to) {
      form(to, "POST", "_blank", "submit");
    },
  };

  // Where an attempt goes: its own path, so that who listens and who reports a
  // violation can tell which it was.
  function path(where, way) {
    return where + "-" + way.replace(/[^a-z0-9]+/gi, "-");
  }

  function attempt(where, ways, address, blocked) {
    return Object.keys(ways).map(function (way) {
      var at = path(where, way);
      function told(outcome, detail) {
        return { where: where, way: way, outcome: outcome, detail: detail || "" };
      }
      function judged(outcome, detail) {
        var by = blocked.find(function (one) {
          return one.address.endsWith("/" + at);
        });
        return by ? told("policy", by.directive) : told(outcome, detail);
      }
      var done;
      try {
        done = ways[way](address + at);
      } catch (error) {
        return Promise.resolve(told("refused", String((error && error.message) || error)));
      }
      if (done === ABSENT) {
        return Promise.resolve(told("absent"));
      }
      // A refusal that is told by a promise is there in the same turn; whatever
      // asked the network takes longer.
      var atOnce = true;
      setTimeout(function () {
        atOnce = false;
      });
      var patience = new Promise(function (resolve) {
        setTimeout(resolve, 1200, "ran");
      });
      return Promise.race([
        patience,
        Promise.resolve(done).then(
          function () {
            return patience;
          },
          function (error) {
            var outcome = atOnce ? "refused" : "failed";
            // The violation's event may come after the failure.
            return new Promise(function (resolve) {
              setTimeout(resolve, 300, { outcome: outcome, error: error });
            });
          },
        ),
      ]).then(function (what) {
        return what === "ran"
          ? judged("ran")
          : judged(what.outcome, String((what.error && what.error.message) || what.error));
      });
    });
  }

  // Whatever the policy stops is told to the document or to the worker.
  function watched() {
    var blocked = [];
    (page ? document : scope).addEventListener("securitypolicyviolation", function (event) {
      blocked.push({ address: event.blockedURI, directive: event.effectiveDirective });
    });
    return blocked;
  }

  function tryHere(address) {
    var blocked = watched();
    var where = page ? "page" : "worker";
    var ways = Object.assign({}, everywhere, page ? inThePage : inTheWorker);
    return Promise.all(attempt(where, ways, address, blocked));
  }

  // The worker answers when it is asked; what starts it comes after this text.
  if (!page) {
    scope.addEventListener("message", function (event) {
      if (event.data && event.data.tryToLeak) {
        event.stopImmediatePropagation();
        tryHere(event.data.tryToLeak).then(function (results) {
          scope.postMessage({ triedToLeak: results });
        });
      }
    });
    return;
  }

  // The same attempts from a worker of the page's own making.
  function tryThere(address) {
    return new Promise(function (resolve) {
      var worker = scope.lookbackWorker();
      var patience = setTimeout(finish, 15000, []);
      function finish(results) {
        clearTimeout(patience);
        worker.terminate();
        resolve(results);
      }
      worker.addEventListener("message", function (event) {
        if (event.data && event.data.triedToLeak) {
          finish(event.data.triedToLeak);
        }
      });
      worker.postMessage({ tryToLeak: address });
    });
  }

  function lookbackTryToLeak(address) {
    return Promise.all([tryHere(address), tryThere(address)]).then(function (both) {
      return both[0].concat(both[1]);
    });
  }

  Object.defineProperty(scope, "lookbackTryToLeak", { value: Object.freeze(lookbackTryToLeak) });
  Object.defineProperty(scope, "lookbackWaysAway", {
    value: Object.freeze({
      names: Object.freeze(Object.keys(away)),
      // Tries one; the page may be gone afterwards.
      leave: function (way, address) {
        return Promise.all(attempt("page", { [way]: away[way] }, address, watched())).then(
          function (results) {
            return results[0];
          },
        );
      },
    }),
  });
})();
