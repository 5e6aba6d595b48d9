/// What the page of a rulebook adds to the sheet of the papers.
enum RulebookPageStyle {
    static let sheet = """
        code { font-family: Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; font-size: .92em; \
        overflow-wrap: anywhere; }
        .long { overflow-wrap: anywhere; hyphens: none; }
        .contents ul { padding-left: 1.2rem; margin: .1rem 0 .4rem; }
        figure { margin: 1rem 0; }
        svg.drg { max-width: 100%; height: auto; }
        article.decision { margin: 2rem 0 2.5rem; }
        article.decision h3 { border-top: 3px solid #003087; padding-top: .75rem; }
        .question { font-size: 1.1rem; font-weight: bold; margin: .3rem 0 .6rem; }
        .role, .needs, .file, .written, .policy { color: #425563; margin: .3rem 0; }
        .words { border-left: 4px solid #005eb8; padding: .3rem .8rem; }
        table.legend { max-width: 44rem; }
        table.legend tbody th { width: 12rem; font-weight: normal; }
        table.legend svg { vertical-align: middle; margin-right: .4rem; }
        .rules .groups th { text-transform: none; border-bottom: 1px solid #aeb7bd; \
        font-weight: normal; font-style: italic; }
        .rules .groups td { border: 0; }
        .rules tbody th { white-space: nowrap; }
        .rules td.any { color: #5b6a75; }
        .rules td.conclusion { font-weight: bold; }
        .rules tr:target { outline: 3px solid #005eb8; outline-offset: -3px; }
        ul.rows { list-style: none; padding-left: 0; }
        ul.rows li { max-width: 60rem; }
        .clause { color: #425563; }
        @media (max-width: 40rem) {
        .rules .groups, .scroll table.rules colgroup { display: none; }
        figure .scroll svg { max-width: none; }
        }
        @media screen and (prefers-color-scheme: dark) {
        :root { color: #e8edee; background: #14191d; }
        header, article.decision h3 { border-color: #8ab8ff; }
        h1, h2, h3, h4, thead th { color: #a9c9ff; }
        h2 { border-color: #57646d; }
        thead th { background: #14191d; border-color: #8ab8ff; }
        caption { color: #e8edee; }
        th, td { border-color: #3a454c; }
        a { color: #9cc4ff; }
        .organisation, .moment, .role, .needs, .file, .written, .policy, .clause, td.absent, \
        tr.none td, .rules td.any, table.front th, table.fields tbody th, figcaption { color: #b6c2ca; }
        .scroll table:not(.grid) tbody td[data-label]::before { color: #b6c2ca; }
        .scroll:focus-visible { outline-color: #e8edee; }
        svg.drg rect.decision { fill: #14294a; stroke: #8ab8ff; }
        svg.drg rect.input { fill: #222b31; stroke: #b6c2ca; }
        svg.drg path.knowledge { fill: #3a3016; stroke: #e0c070; }
        svg.drg text { fill: #e8edee; }
        svg.drg path.line { stroke: #b6c2ca; } svg.drg path.head { fill: #b6c2ca; }
        }
        @media print {
        .file, .question, .role, .needs { break-after: avoid; }
        figure svg.drg { max-width: 180mm; max-height: 230mm; }
        .rules td, .rules th { padding: 2.5pt 3pt; }
        .rules tbody th { white-space: normal; hyphens: none; }
        .question { font-size: 10.5pt; }
        article.decision { margin: 14pt 0; }
        ul.rows { font-size: 8.8pt; }
        ul.rows li { break-inside: avoid; }
        }
        """
}
