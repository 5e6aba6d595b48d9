import RiskRegister

/// Draws a heat map as SVG, in the page itself; its tables say the same in words.
enum HeatMapSVG {
    private static let (left, top, width, height) = (92, 10, 70, 44)
    private static let likelihoods = [
        "1 rare", "2 unlikely", "3 possible", "4 likely", "5 almost certain",
    ]
    private static let consequences = [
        "1 negligible", "2 minor", "3 moderate", "4 major", "5 catastrophic",
    ]

    /// The drawing, with a title and a description that say what it shows.
    static func drawing(_ map: HeatMap) -> String {
        let (w, h) = (left + 5 * width + 8, top + 5 * height + 44)
        var svg = """
            <svg viewBox="0 0 \(w) \(h)" width="\(w)" height="\(h)" role="img" \
            aria-labelledby="heat-title heat-text" xmlns="http://www.w3.org/2000/svg" \
            font-family="Arial, 'Liberation Sans', 'DejaVu Sans Condensed', sans-serif">
            <title id="heat-title">\(HTMLWriter.text(map.caption))</title>
            <desc id="heat-text">\(HTMLWriter.text(description(of: map)))</desc>

            """
        for place in map.places {
            let x = left + (place.likelihood - 1) * width
            let y = top + (5 - place.consequence) * height
            let (fill, ink) = HTMLStyle.colours(place.tone)
            svg += """
                <rect x="\(x + 1)" y="\(y + 1)" width="\(width - 2)" height="\(height - 2)" fill="\(fill)"/>
                <text x="\(x + 6)" y="\(y + 13)" font-size="9" fill="\(ink)">\
                \(place.likelihood * place.consequence)</text>

                """
            if !place.risks.isEmpty {
                svg += """
                    <text x="\(x + width / 2)" y="\(y + 31)" font-size="20" font-weight="bold" \
                    text-anchor="middle" fill="\(ink)">\(place.risks.count)</text>

                    """
            }
        }
        for index in 0..<5 {
            svg += """
                <text x="\(left + index * width + width / 2)" y="\(top + 5 * height + 15)" \
                font-size="9" text-anchor="middle" fill="#212b32">\(likelihoods[index])</text>
                <text x="\(left - 6)" y="\(top + (4 - index) * height + height / 2 + 4)" \
                font-size="9" text-anchor="end" fill="#212b32">\(consequences[index])</text>

                """
        }
        svg += """
            <text x="\(left + 5 * width / 2)" y="\(top + 5 * height + 34)" font-size="10" \
            font-weight="bold" text-anchor="middle" fill="#212b32">Likelihood</text>
            <text x="12" y="\(top + 5 * height / 2)" font-size="10" font-weight="bold" \
            text-anchor="middle" fill="#212b32" \
            transform="rotate(-90 12 \(top + 5 * height / 2))">Consequence</text>
            </svg>
            """
        return svg
    }

    private static func description(of map: HeatMap) -> String {
        let occupied = map.places.filter { !$0.risks.isEmpty }.map { place in
            "\(Count.of(place.risks.count, "risk")) at likelihood \(place.likelihood), "
                + "consequence \(place.consequence)"
        }
        return (occupied + [map.sentence]).joined(separator: "; ")
    }
}
