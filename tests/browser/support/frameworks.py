"""What site frameworks, chat widgets and storage libraries do with storage, one page each."""

from __future__ import annotations

from demo.exchange import Response
from tests.browser.support.framework_page import Framework, framework_page, framework_part
from tests.browser.support.storage_libraries import STORAGE_LIBRARIES

SITE, CHAT = "site framework", "chat widget"

SITE_FRAMEWORKS = (
    Framework(
        "react",
        SITE,
        """
        const Counter = () => {
          const [count, count_] = React.useState(Number(localStorage.getItem("count") ?? 0));
          React.useEffect(() => {
            localStorage.setItem("count", count);
            if (count === 3) says(out.textContent + localStorage.count);
            else count_(count + 1);
          }, [count]);
          return React.createElement("b", null, `count ${count} `);
        };
        ReactDOM.createRoot(out).render(React.createElement(Counter));
        """,
        "count 3 3",
        ("react/umd/react.production.min.js", "react-dom/umd/react-dom.production.min.js"),
    ),
    Framework(
        "vue",
        SITE,
        """
        Vue.createApp({
          setup() {
            const words = Vue.ref(JSON.parse(sessionStorage.getItem("words") ?? "[]"));
            Vue.watch(words, (now) => {
              sessionStorage.setItem("words", JSON.stringify(now));
              Vue.nextTick(() => says(out.textContent + sessionStorage.words));
            }, { deep: true });
            words.value.push("calm");
            return () => Vue.h("i", words.value.join());
          },
        }).mount(out);
        """,
        'calm["calm"]',
        ("vue/dist/vue.global.prod.js",),
    ),
    Framework(
        "@angular/core",
        SITE,
        """
        import "@angular/compiler";
        import { Component, effect, provideZonelessChangeDetection, signal } from "@angular/core";
        import { bootstrapApplication } from "@angular/platform-browser";
        class Root {
          mood = signal(localStorage.getItem("mood") ?? "none");
          constructor() {
            effect(() => localStorage.setItem("mood", this.mood()));
            queueMicrotask(() => this.mood.set("better"));
          }
        }
        const settings = { selector: "app-root", template: "<u>{{ mood() }}</u>" };
        const App = Component(settings)(Root) ?? Root;
        const providers = [provideZonelessChangeDetection()];
        const app = await bootstrapApplication(App, { providers });
        await app.whenStable();
        says(`${document.querySelector("app-root").textContent} ${localStorage.mood}`);
        """,
        "better better",
        body="<app-root></app-root>",
        module=True,
    ),
    Framework(
        "svelte",
        SITE,
        """
        import { flushSync, mount } from "svelte";
        import Part from "part";
        mount(Part, { target: out });
        flushSync(() => document.querySelector("#out button").click());
        says(`${document.querySelector("#out button").textContent} ${localStorage.pages}`);
        """,
        "2 pages 2",
        module=True,
        part="""
        <script>
          let pages = $state(Number(localStorage.pages ?? 1));
          $effect(() => { localStorage.pages = pages; });
        </script>
        <button onclick={() => pages += 1}>{pages} pages</button>
        """,
    ),
    Framework(
        "preact",
        SITE,
        """
        class Note extends preact.Component {
          componentDidMount() {
            localStorage.note = "kept";
            this.setState({ note: localStorage.note });
          }
          componentDidUpdate() { says(out.textContent); }
          render() { return preact.h("p", null, this.state.note ?? "none"); }
        }
        preact.render(preact.h(Note), out);
        """,
        "kept",
        ("preact/dist/preact.umd.js",),
    ),
    Framework(
        "lit",
        SITE,
        """
        import { LitElement, html } from "lit";
        class StepList extends LitElement {
          static properties = { steps: { type: Array } };
          constructor() {
            super();
            this.steps = JSON.parse(sessionStorage.getItem("steps") ?? "[]");
          }
          render() { return html`<ol>${this.steps.map((step) => html`<li>${step}</li>`)}</ol>`; }
          updated() { sessionStorage.setItem("steps", JSON.stringify(this.steps)); }
        }
        customElements.define("step-list", StepList);
        const list = out.appendChild(document.createElement("step-list"));
        await list.updateComplete;
        list.steps = ["breathe", "call"];
        await list.updateComplete;
        says(list.shadowRoot.textContent.trim() + sessionStorage.steps);
        """,
        'breathecall["breathe","call"]',
        module=True,
    ),
    Framework(
        "jquery",
        SITE,
        """
        $(() => {
          localStorage.setItem("size", "large");
          const add = (_, key) => $("#out").append($("<em>").text(key + localStorage[key]));
          $.each(Object.keys(localStorage), add);
          says($("#out em").text());
        });
        """,
        "sizelarge",
        ("jquery/dist/jquery.min.js",),
    ),
    Framework(
        "alpinejs",
        SITE,
        """
        document.addEventListener("alpine:initialized", () => {
          document.querySelector("#out button").click();
          Alpine.nextTick(() => says(out.textContent.trim() + localStorage.open));
        });
        """,
        "truetrue",
        ("alpinejs/dist/cdn.min.js",),
        body=(
            '<div id="out" x-data="{ open: localStorage.open === \'true\' }">'
            '<button @click="open = !open; localStorage.open = open"></button>'
            '<span x-text="open"></span></div>'
        ),
        is_first=True,
    ),
    Framework(
        "htmx.org",
        SITE,
        """
        document.addEventListener("htmx:afterSettle", () => {
          const areas = [sessionStorage, localStorage];
          const cached = areas.some((area) => "htmx-history-cache" in area);
          says(out.textContent.trim() + cached);
        });
        addEventListener("load", () => document.getElementById("more").click());
        """,
        "A part of a page.true",
        ("htmx.org/dist/htmx.min.js",),
        body='<a id="more" hx-get="/framework/part" hx-push-url="true" hx-target="#out">more</a>'
        '<div id="out"></div>',
    ),
    Framework(
        "deep-chat",
        CHAT,
        """
        import "/npm/deep-chat/dist/deepChat.bundle.js";
        await customElements.whenDefined("deep-chat");
        const chat = document.createElement("deep-chat");
        chat.browserStorage = { key: "talk" };
        chat.connect = { handler: (_, signals) => signals.onResponse({ text: "We are here." }) };
        const kept = () => localStorage.getItem("talk") ?? "";
        const look = () => {
          if (!kept().includes("We are here.")) return setTimeout(look, 20);
          says(String(kept().includes("hello")));
        };
        let isAsked = false; // setting any of its properties draws the widget anew
        chat.onComponentRender = () => {
          if (isAsked) return;
          isAsked = true;
          chat.submitUserMessage({ text: "hello" });
          look();
        };
        out.append(chat);
        """,
        "true",
        module=True,
    ),
)

FRAMEWORKS = (*SITE_FRAMEWORKS, *STORAGE_LIBRARIES)


def framework(place: str) -> Response:
    """What is at ``place`` below /framework/: a package's page, its part, or a part of a page."""
    if place == "part":
        return Response(headers=(("Content-Type", "text/html"),), body=b"<p>A part of a page.</p>")
    package = place.removesuffix("/part.js")
    (found,) = (each for each in FRAMEWORKS if each.package == package)
    return framework_part(found) if package != place else framework_page(found)
