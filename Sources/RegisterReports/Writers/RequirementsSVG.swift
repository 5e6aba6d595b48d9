import Rulebooks

/// Draws what needs what as SVG, in the page itself; sentences beside it say the same.
///
/// Colours are attributes, so that the drawing stands alone, and classes, so that a dark page can change them.
enum RequirementsSVG {
    private static let fonts = "Arial, 'Liberation Sans', 'DejaVu Sans Condensed', sans-serif"

    /// The drawing of a picture, with a title and a description; nil when there is nothing to draw.
    ///
    /// - Parameters:
    ///   - picture: What to draw.
    ///   - id: What the ids of its parts begin with; unique in the page.
    /// - Returns: The drawing as SVG.
    static func drawing(_ picture: RulebookPage.Picture, id: String) -> String? {
        guard let drawing = picture.drawing else { return nil }
        var svg = """
            <svg class="drg" viewBox="0 0 \(drawing.width) \(drawing.height)" width="\(drawing.width)" \
            height="\(drawing.height)" role="img" aria-labelledby="\(id)-title \(id)-text" \
            xmlns="http://www.w3.org/2000/svg" font-family="\(fonts)" font-size="13">
            <title id="\(id)-title">\(HTMLWriter.text(picture.title))</title>
            <desc id="\(id)-text">\(HTMLWriter.text(picture.sentences.joined(separator: " ")))</desc>

            """
        for path in drawing.paths { svg += line(path) }
        for box in drawing.boxes { svg += self.box(box) }
        return svg + "</svg>"
    }

    // MARK: - Lines

    private static func line(_ path: RequirementsDrawing.Path) -> String {
        guard let end = path.points.last, let start = path.points.first else { return "" }
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
            return """
                <path class="line" d="\(data)" fill="none" stroke="#425563" stroke-width="1.3"/>
                <path class="head" d="M\(end.x) \(end.y) l-9 -4.5 v9 z" fill="#425563"/>

                """
        case .knowledge:
            return """
                <path class="line" d="\(data)" fill="none" stroke="#425563" stroke-width="1.3" \
                stroke-dasharray="6 4"/>
                <path class="line" d="M\(end.x - 9) \(end.y - 5) L\(end.x) \(end.y) \
                L\(end.x - 9) \(end.y + 5)" fill="none" stroke="#425563" stroke-width="1.3"/>

                """
        }
    }

    // MARK: - Boxes

    private static func box(_ box: RequirementsDrawing.Box) -> String {
        var svg = shape(
            box.node.shape, x: box.x, y: box.y, width: box.width, height: box.height)
        let first = box.y + box.height / 2 - (box.lines.count - 1) * 8 + 5
        for (index, text) in box.lines.enumerated() {
            svg += """
                <text x="\(box.x + box.width / 2)" y="\(first + index * 16)" text-anchor="middle" \
                fill="#212b32">\(HTMLWriter.text(text))</text>

                """
        }
        guard let anchor = box.node.anchor else { return svg }
        return "<a href=\"#\(anchor)\">\n\(svg)</a>\n"
    }

    /// The outline of a box, by DMN's shapes.
    static func shape(
        _ shape: RequirementsDrawing.Shape, x: Int, y: Int, width: Int, height: Int
    ) -> String {
        let place = "x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\""
        switch shape {
        case .decision:
            return
                "<rect class=\"decision\" \(place) fill=\"#eaf1fb\" stroke=\"#003087\" stroke-width=\"1.5\"/>\n"
        case .input:
            return
                "<rect class=\"input\" \(place) rx=\"\(min(height, 40) / 2)\" fill=\"#f5f7f8\" "
                + "stroke=\"#425563\" stroke-width=\"1.3\"/>\n"
        case .knowledge:
            let cut = 12
            return """
                <path class="knowledge" d="M\(x + cut) \(y) H\(x + width) V\(y + height - cut) \
                L\(x + width - cut) \(y + height) H\(x) V\(y + cut) Z" fill="#f6efdf" \
                stroke="#6b4e00" stroke-width="1.3"/>

                """
        }
    }

    /// A small shape for the legend.
    static func sample(_ shape: RequirementsDrawing.Shape) -> String {
        """
        <svg class="drg" viewBox="0 0 64 28" width="64" height="28" aria-hidden="true" \
        xmlns="http://www.w3.org/2000/svg">
        \(self.shape(shape, x: 2, y: 2, width: 60, height: 24))</svg>
        """
    }

    /// A small line for the legend.
    static func sample(line: RequirementsDrawing.Line) -> String {
        let path = RequirementsDrawing.Path(
            edge: .init(from: "", to: "", line: line),
            points: [.init(x: 2, y: 14), .init(x: 62, y: 14)])
        return """
            <svg class="drg" viewBox="0 0 64 28" width="64" height="28" aria-hidden="true" \
            xmlns="http://www.w3.org/2000/svg">
            \(self.line(path))</svg>
            """
    }
}
