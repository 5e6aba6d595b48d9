import HTML
import RiskRegister

/// Draws a heat map as SVG, in the page itself; its tables say the same in words.
enum HeatMapSVG {
    private static let (left, top, width, height) = (92, 10, 70, 44)

    /// Writes the drawing, with a title and a description that say what it shows.
    static func draw(_ map: HeatMap, _ html: inout HTMLBuilder) {
        let (right, bottom) = (
            left + map.matrix.size.likelihoods * width, top + map.matrix.size.consequences * height
        )
        let (w, h) = (right + 8, bottom + 44)
        html.block(
            "svg",
            [
                "viewBox": "0 0 \(w) \(h)", "width": "\(w)", "height": "\(h)", "role": "img",
                "aria-labelledby": "heat-title heat-text", "xmlns": "http://www.w3.org/2000/svg",
                "font-family": HTMLStyle.fonts,
            ]
        ) { svg in
            svg.line("title", ["id": "heat-title"], text: PlainText.cleaned(map.caption))
            svg.line("desc", ["id": "heat-text"], text: PlainText.cleaned(description(of: map)))
            for place in map.places { draw(place, above: bottom, &svg) }
            labels(map.matrix, above: bottom, &svg)
            title("Likelihood", x: (left + right) / 2, y: bottom + 34, &svg)
            title("Consequence", x: 12, y: top + (bottom - top) / 2, isUpright: true, &svg)
        }
    }

    /// The words of the steps, those of likelihood and consequence by turns while there are both.
    private static func labels(
        _ matrix: ScoreMatrix, above bottom: Int, _ svg: inout HTMLBuilder
    ) {
        for index in 0..<max(matrix.likelihood.count, matrix.consequence.count) {
            if index < matrix.likelihood.count {
                label(
                    "\(index + 1) \(matrix.likelihood[index])",
                    x: left + index * width + width / 2, y: bottom + 15, anchor: "middle", &svg)
            }
            if index < matrix.consequence.count {
                label(
                    "\(index + 1) \(matrix.consequence[index])", x: left - 6,
                    y: bottom - (index + 1) * height + height / 2 + 4, anchor: "end", &svg)
            }
        }
    }

    private static func draw(
        _ place: HeatMap.Place, above bottom: Int, _ svg: inout HTMLBuilder
    ) {
        let x = left + (place.likelihood - 1) * width
        let y = bottom - place.consequence * height
        let (fill, ink) = HTMLStyle.colours(place.tone)
        svg.empty(
            "rect",
            [
                "x": "\(x + 1)", "y": "\(y + 1)", "width": "\(width - 2)",
                "height": "\(height - 2)", "fill": fill,
            ])
        svg.line()
        svg.line(
            "text", ["x": "\(x + 6)", "y": "\(y + 13)", "font-size": "9", "fill": ink],
            text: "\(place.likelihood * place.consequence)")
        guard !place.risks.isEmpty else { return }
        svg.line(
            "text",
            [
                "x": "\(x + width / 2)", "y": "\(y + 31)", "font-size": "20",
                "font-weight": "bold", "text-anchor": "middle", "fill": ink,
            ], text: "\(place.risks.count)")
    }

    /// A step of an axis.
    private static func label(
        _ text: String, x: Int, y: Int, anchor: String, _ svg: inout HTMLBuilder
    ) {
        svg.line(
            "text",
            [
                "x": "\(x)", "y": "\(y)", "font-size": "9", "text-anchor": anchor,
                "fill": "#212b32",
            ], text: text)
    }

    /// The name of an axis.
    private static func title(
        _ text: String, x: Int, y: Int, isUpright: Bool = false, _ svg: inout HTMLBuilder
    ) {
        svg.line(
            "text",
            [
                "x": "\(x)", "y": "\(y)", "font-size": "10", "font-weight": "bold",
                "text-anchor": "middle", "fill": "#212b32",
                "transform": isUpright ? "rotate(-90 \(x) \(y))" : nil,
            ], text: text)
    }

    private static func description(of map: HeatMap) -> String {
        let occupied = map.places.filter { !$0.risks.isEmpty }.map { place in
            "\(Count.of(place.risks.count, "risk")) at likelihood \(place.likelihood), "
                + "consequence \(place.consequence)"
        }
        return (occupied + [map.sentence]).joined(separator: "; ")
    }
}
