import HTML
import RegisterReports
import Rulebooks

/// Draws what needs what as SVG, in the page itself; sentences beside it say the same.
///
/// Colours are attributes, so that the drawing stands alone, and classes, so that a dark page can change them.
enum RequirementsSVG {
    private static let namespace = "http://www.w3.org/2000/svg"

    /// Writes the drawing of a picture, with a title and a description.
    ///
    /// - Parameters:
    ///   - drawing: The drawing.
    ///   - picture: What it is of.
    ///   - id: What the ids of its parts begin with; unique in the page.
    ///   - html: What it is written into.
    static func draw(
        _ drawing: RequirementsDrawing, of picture: RulebookPage.Picture, id: String,
        _ html: inout HTMLBuilder
    ) {
        let words = picture.sentences.joined(separator: " ")
        html.element(
            "svg",
            [
                "class": "drg", "viewBox": "0 0 \(drawing.width) \(drawing.height)",
                "width": "\(drawing.width)", "height": "\(drawing.height)", "role": "img",
                "aria-labelledby": "\(id)-title \(id)-text", "xmlns": namespace,
                "font-family": HTMLStyle.fonts, "font-size": "13",
            ]
        ) { svg in
            svg.line()
            svg.line("title", ["id": "\(id)-title"], text: PlainText.cleaned(picture.title))
            svg.line("desc", ["id": "\(id)-text"], text: PlainText.cleaned(words))
            for path in drawing.paths { line(path, &svg) }
            for box in drawing.boxes { self.box(box, &svg) }
        }
    }

    // MARK: - Lines

    private static func line(_ path: RequirementsDrawing.Path, _ svg: inout HTMLBuilder) {
        guard let end = path.points.last, let start = path.points.first else { return }
        var data = "M\(start.x) \(start.y)"
        for (index, point) in path.points.enumerated().dropFirst() {
            let before = path.points[index - 1]
            let isLast = index == path.points.count - 1
            // The line ends where the arrowhead begins.
            let x = isLast ? point.x - 8 : point.x
            if before.y == point.y {
                data += " L\(x) \(point.y)"
            } else {
                let bend = (x - before.x) / 2
                data +=
                    " C\(before.x + bend) \(before.y) \(x - bend) \(point.y) \(x) \(point.y)"
            }
        }
        switch path.edge.line {
        case .information:
            stroke(data, &svg)
            svg.empty(
                "path",
                [
                    "class": "head", "d": "M\(end.x) \(end.y) l-9 -4.5 v9 z", "fill": "#425563",
                ])
            svg.line()
        case .knowledge:
            stroke(data, dashes: "6 4", &svg)
            let (x, y) = (end.x, end.y)
            stroke("M\(x - 9) \(y - 5) L\(x) \(y) L\(x - 9) \(y + 5)", &svg)
        }
    }

    private static func stroke(
        _ data: String, dashes: String? = nil, _ svg: inout HTMLBuilder
    ) {
        svg.empty(
            "path",
            [
                "class": "line", "d": data, "fill": "none", "stroke": "#425563",
                "stroke-width": "1.3", "stroke-dasharray": dashes,
            ])
        svg.line()
    }

    // MARK: - Boxes

    private static func box(_ box: RequirementsDrawing.Box, _ svg: inout HTMLBuilder) {
        func draw(_ svg: inout HTMLBuilder) {
            shape(
                box.node.shape, x: box.x, y: box.y, width: box.width, height: box.height, &svg)
            let first = box.y + box.height / 2 - (box.lines.count - 1) * 8 + 5
            for (index, text) in box.lines.enumerated() {
                svg.line(
                    "text",
                    [
                        "x": "\(box.x + box.width / 2)", "y": "\(first + index * 16)",
                        "text-anchor": "middle", "fill": "#212b32",
                    ], text: PlainText.cleaned(text))
            }
        }
        if let anchor = box.node.anchor {
            svg.block("a", ["href": "#\(anchor)"], draw)
        } else {
            draw(&svg)
        }
    }

    /// Writes the outline of a box, by DMN's shapes.
    private static func shape(
        _ shape: RequirementsDrawing.Shape, x: Int, y: Int, width: Int, height: Int,
        _ svg: inout HTMLBuilder
    ) {
        switch shape {
        case .decision:
            svg.empty(
                "rect",
                [
                    "class": "decision", "x": "\(x)", "y": "\(y)", "width": "\(width)",
                    "height": "\(height)", "fill": "#eaf1fb", "stroke": "#003087",
                    "stroke-width": "1.5",
                ])
        case .input:
            svg.empty(
                "rect",
                [
                    "class": "input", "x": "\(x)", "y": "\(y)", "width": "\(width)",
                    "height": "\(height)", "rx": "\(min(height, 40) / 2)", "fill": "#f5f7f8",
                    "stroke": "#425563", "stroke-width": "1.3",
                ])
        case .knowledge:
            let cut = 12
            let (right, bottom) = (x + width, y + height)
            svg.empty(
                "path",
                [
                    "class": "knowledge",
                    "d": "M\(x + cut) \(y) H\(right) V\(bottom - cut) L\(right - cut) \(bottom) "
                        + "H\(x) V\(y + cut) Z", "fill": "#f6efdf", "stroke": "#6b4e00",
                    "stroke-width": "1.3",
                ])
        }
        svg.line()
    }

    // MARK: - The legend

    /// Writes a small shape.
    static func sample(_ shape: RequirementsDrawing.Shape, _ html: inout HTMLBuilder) {
        sample(&html) { self.shape(shape, x: 2, y: 2, width: 60, height: 24, &$0) }
    }

    /// Writes a small line.
    static func sample(line: RequirementsDrawing.Line, _ html: inout HTMLBuilder) {
        let path = RequirementsDrawing.Path(
            edge: .init(from: "", to: "", line: line),
            points: [.init(x: 2, y: 14), .init(x: 62, y: 14)])
        sample(&html) { self.line(path, &$0) }
    }

    private static func sample(
        _ html: inout HTMLBuilder, _ drawing: (inout HTMLBuilder) -> Void
    ) {
        html.element(
            "svg",
            [
                "class": "drg", "viewBox": "0 0 64 28", "width": "64", "height": "28",
                "aria-hidden": "true", "xmlns": namespace,
            ]
        ) { svg in
            svg.line()
            drawing(&svg)
        }
    }
}
