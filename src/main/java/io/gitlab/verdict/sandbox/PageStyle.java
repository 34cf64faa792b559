package io.gitlab.verdict.sandbox;

import java.nio.charset.StandardCharsets;

/** The style sheet of the page. */
final class PageStyle {
    static final byte[] BYTES = """
            :root { color-scheme: light dark; --line: #8884; --soft: #8881; }
            body { font: 15px/1.5 system-ui, sans-serif; margin: 0; }
            header { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; justify-content: space-between;
              padding: .8rem 1.5rem; border-bottom: 1px solid var(--line); background: var(--soft); }
            h1 { font-size: 1.2rem; margin: 0; } h1 a { color: inherit; text-decoration: none; }
            h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
            main { padding: 0 1.5rem 1.5rem; overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; }
            th { text-align: left; font-weight: 600; background: var(--soft); white-space: nowrap; }
            th, td { padding: .35rem .7rem; border-bottom: 1px solid var(--line); vertical-align: top; }
            td:nth-last-child(n+2) { overflow-wrap: anywhere; min-width: 4.5rem; }
            td:first-child, td a { white-space: nowrap; }
            pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; max-height: 15rem;
              overflow-y: auto; }
            td p { margin: 0; } img { max-width: 16rem; max-height: 10rem; border: 1px solid var(--line); }
            tr:has(:target) { outline: 2px solid #2b6cd4; background: var(--soft); }
            input, button { font: inherit; padding: .2rem .5rem; }
            .verdict { padding: .1rem .55rem; border-radius: 1rem; color: #fff; background: #666; font-size: .85rem; }
            .pass { background: #1a7f37; } .fail, .error { background: #c02030; } .blocked { background: #9a5b00; }
            .none, footer { color: #777; } footer { padding: 1rem 1.5rem; font-size: .85rem; }
            """.getBytes(StandardCharsets.UTF_8);

    private PageStyle() {}
}
