// Tries the embedded check under this site's own rules and says what they stop.

(function () {
  "use strict";

  var WAIT = 30000;

  document.getElementById("silent").remove();

  function say(list, good, text) {
    var item = document.createElement("li");
    var word = document.createElement("strong");
    word.textContent = good ? "Works. " : "Does not work. ";
    item.append(word, text);
    item.className = good ? "good" : "bad";
    document.getElementById(list).append(item);
  }

  var folder = new URL(".", location.href).href;
  document.getElementById("line").textContent =
    '<script src="' + folder + 'embed.js" async></' + "script>\n<lookback-check></lookback-check>";

  // What the policy stops, told by the browser.
  var REMEDIES = {
    "script-src-elem": "script-src has to allow the folder " + folder,
    "script-src": "script-src has to allow the folder " + folder,
    "frame-src": "frame-src has to allow the folder " + folder,
    "child-src": "frame-src (or child-src) has to allow the folder " + folder,
    "default-src": "default-src forbids it; add frame-src and script-src with the folder " + folder,
    "style-src-attr": "style-src forbids the frame's height; the check works, but may show a scroll bar",
  };
  var stopped = {};
  document.addEventListener("securitypolicyviolation", function (event) {
    var directive = event.effectiveDirective;
    if (!stopped[directive]) {
      stopped[directive] = true;
      say("results", false, (REMEDIES[directive] || "the policy's " + directive + " forbids it") + ".");
    }
  });

  var script = document.createElement("script");
  script.src = "embed.js";
  script.onerror = function () {
    say("results", false, "embed.js could not be loaded. Is it beside this page?");
  };
  script.onload = function () {
    say("results", true, "embed.js runs.");
    var check = document.createElement("lookback-check");
    var done = false;
    var timer = setTimeout(function () {
      if (!done) {
        say(
          "results",
          false,
          "The check did not answer from its frame. Either lookback.html is not beside this page, or its " +
            "own response forbids it: it must be sent without X-Frame-Options, with a frame-ancestors that " +
            "allows this site, and, where a policy is sent with it, one that allows 'unsafe-inline' and " +
            "'wasm-unsafe-eval' scripts and blob: workers. The file carries a stricter policy itself."
        );
      }
    }, WAIT);
    check.addEventListener("lookback-ready", function () {
      done = true;
      clearTimeout(timer);
      say("results", true, "The check runs in its frame and tells its height.");
    });
    document.getElementById("place").append(check);
  };
  document.head.append(script);

  // Reads the policy that another page of the site is sent with.
  document.getElementById("other").addEventListener("submit", function (event) {
    event.preventDefault();
    var list = document.getElementById("policy");
    list.textContent = "";
    var address = new URL(document.getElementById("path").value || "/", location.href);
    if (address.origin !== location.origin) {
      say("policy", false, "That is another site.");
      return;
    }
    fetch(address.href, { method: "GET", credentials: "omit", redirect: "manual" })
      .then(function (response) {
        var policy = response.headers.get("content-security-policy") || "";
        judge(policy, address);
      })
      .catch(function () {
        say("policy", false, "The page could not be read; this page's own connect-src may forbid it.");
      });
  });

  function judge(policy, address) {
    if (policy === "") {
      say("policy", true, address.pathname + " is sent without a policy: nothing stops the check there.");
      return;
    }
    var directives = {};
    policy.split(",")[0].split(";").forEach(function (part) {
      var words = part.trim().split(/\s+/);
      directives[words[0].toLowerCase()] = words.slice(1);
    });
    test(directives, ["script-src-elem", "script-src", "default-src"], "embed.js");
    test(directives, ["frame-src", "child-src", "default-src"], "lookback.html");
  }

  function test(directives, names, file) {
    var name = names.find(function (one) {
      return directives[one];
    });
    if (!name) {
      say("policy", true, "Nothing in the policy is about " + file + ".");
      return;
    }
    var address = new URL(file, folder);
    var allowed = directives[name].some(function (source) {
      if (source === "'self'" || source === "*") {
        return true;
      }
      if (/^https?:$/.test(source)) {
        return source === address.protocol;
      }
      return address.href.indexOf(source) === 0 || address.host === source;
    });
    say(
      "policy",
      allowed,
      allowed ? name + " allows " + file + "." : name + " has to allow 'self' or " + address.href + " for " + file + "."
    );
  }
})();
