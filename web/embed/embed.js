// Puts Lookback into a page of your site:
//
//   <script src="/lookback/embed.js" async></script>
//   <lookback-check></lookback-check>
//
// Attributes, all optional:
//
//   src      address of lookback.html; default: beside this script
//   name     the firm's name, shown in the header
//   logo     a picture, shown beside it (PNG, JPEG, WebP or SVG)
//   color    the firm's colour, as #rrggbb; corrected where it would be hard to read
//   accent   a second one
//   contact  a mail address, offered to the visitor who wants to write
//   note     a sentence on jurisdiction, shown at the foot
//   heading  what a screen reader calls the frame
//
// The check runs in a sandboxed frame. Its origin is opaque: this script cannot
// read the frame, the frame cannot read your page, and of what passes between
// them the whole is listed in `tell` and `hear` below. The visitor's files and
// results are not among it. There are no cookies, no storage and no statistics.

(function () {
  "use strict";

  // Both sides refuse messages of another version.
  var VERSION = 1;
  // The frame listens only after it has started: it is greeted until it answers.
  var GREET_EVERY = 250;
  var GREET_FOR = 60000;
  var LARGEST_LOGO = 200 * 1024;

  // allow-scripts      it is a program
  // allow-downloads    the visitor saves the brief and the exports
  // allow-modals       the visitor prints
  // Missing on purpose: same origin, forms, popups, navigation of any kind.
  var SANDBOX = "allow-scripts allow-downloads allow-modals";

  var beside = document.currentScript && document.currentScript.src;

  // A picture as text, since the frame may fetch nothing.
  function pictureAsText(address) {
    return fetch(address)
      .then(function (response) {
        return response.ok ? response.blob() : Promise.reject();
      })
      .then(function (blob) {
        return new Promise(function (resolve, reject) {
          if (blob.size > LARGEST_LOGO || !/^image\//.test(blob.type)) {
            reject();
            return;
          }
          var reader = new FileReader();
          reader.onload = function () {
            resolve(reader.result);
          };
          reader.onerror = reject;
          reader.readAsDataURL(blob);
        });
      })
      .catch(function () {
        // Of another site that does not share it, too large, or no picture.
        console.warn("lookback-check: the logo could not be used");
        return "";
      });
  }

  class LookbackCheck extends HTMLElement {
    connectedCallback() {
      if (this.frame) {
        return;
      }
      var frame = document.createElement("iframe");
      frame.setAttribute("sandbox", SANDBOX);
      frame.setAttribute("referrerpolicy", "no-referrer");
      frame.title = this.getAttribute("heading") || "Focused Assessment self-check";
      frame.style.cssText = "display:block;width:100%;height:40rem;border:0";
      frame.src = new URL(this.getAttribute("src") || "lookback.html", beside || location.href).href;
      this.frame = frame;
      this.onMessage = this.hear.bind(this);
      addEventListener("message", this.onMessage);
      this.append(frame);
      this.logo = this.hasAttribute("logo")
        ? pictureAsText(new URL(this.getAttribute("logo"), location.href).href)
        : Promise.resolve("");
      this.greet();
    }

    disconnectedCallback() {
      removeEventListener("message", this.onMessage);
      clearInterval(this.greeting);
      this.frame.remove();
      this.frame = null;
    }

    greet() {
      var self = this;
      var until = Date.now() + GREET_FOR;
      this.greeting = setInterval(function () {
        if (Date.now() > until) {
          clearInterval(self.greeting);
          self.dispatchEvent(new CustomEvent("lookback-silent"));
        } else {
          self.tell();
        }
      }, GREET_EVERY);
    }

    // What this page tells the frame. The frame has no origin that could be
    // named, hence the "*"; nothing here is a secret.
    tell() {
      var self = this;
      function attribute(name) {
        return self.getAttribute(name) || "";
      }
      this.logo.then(function (logo) {
        if (self.frame) {
          self.frame.contentWindow.postMessage(
            {
              lookback: VERSION,
              name: attribute("name"),
              logo: logo,
              color: attribute("color"),
              accent: attribute("accent"),
              contact: attribute("contact"),
              note: attribute("note"),
            },
            "*"
          );
        }
      });
    }

    // What the frame tells this page: how tall it is, that it has turned to
    // another screen, whose beginning should be in sight, and that the visitor
    // wants to write to the contact. What they write is not in it: the frame
    // may open no mail program, so this page opens an empty message.
    hear(event) {
      var message = event.data;
      if (
        !this.frame ||
        event.source !== this.frame.contentWindow ||
        event.origin !== "null" ||
        !message ||
        message.lookback !== VERSION
      ) {
        return;
      }
      if (typeof message.height === "number" && message.height > 0) {
        clearInterval(this.greeting);
        this.frame.style.height = Math.ceil(Math.min(message.height, 1e6)) + "px";
        if (!this.ready) {
          this.ready = true;
          this.dispatchEvent(new CustomEvent("lookback-ready"));
        }
      }
      if (message.top === true && this.getBoundingClientRect().top < 0) {
        this.scrollIntoView();
      }
      if (message.write === true && this.hasAttribute("contact")) {
        location.href = "mailto:" + encodeURIComponent(this.getAttribute("contact"));
      }
    }
  }

  if (!customElements.get("lookback-check")) {
    customElements.define("lookback-check", LookbackCheck);
  }
})();
