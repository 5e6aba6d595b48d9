/// A drawing of what needs what, laid out: boxes in columns, and lines that cross no box.
///
/// Data stands at the left and the decision that is asked last at the right. A line that passes a
/// column takes a place of its own in it, as if it were a box (Sugiyama's method with dummy nodes);
/// orders are found by barycentres, places by isotonic regression.
package struct RequirementsDrawing: Sendable {
    /// What a box stands for, which is its shape.
    package enum Shape: String, Sendable {
        /// A rectangle.
        case decision
        /// A box with round ends.
        case input
        /// A rectangle with two corners cut.
        case knowledge
    }

    /// What a line means, which is its stroke.
    package enum Line: String, Sendable {
        /// A solid line with a full arrowhead: an answer or a fact is needed.
        case information
        /// A dashed line with an open arrowhead: a function is called.
        case knowledge
    }

    /// A box to draw.
    package struct Node: Sendable {
        /// What lines refer to it by.
        package let id: String
        /// Its shape.
        package let shape: Shape
        /// What stands in it.
        package let label: String
        /// The anchor of what the page says of it; nil where there is nothing.
        package let anchor: String?

        /// A box.
        package init(id: String, shape: Shape, label: String, anchor: String? = nil) {
            self.id = id
            self.shape = shape
            self.label = label
            self.anchor = anchor
        }
    }

    /// A line to draw, from what is needed to what needs it.
    package struct Edge: Hashable, Sendable {
        package let from: String
        package let to: String
        package let line: Line

        /// A line.
        package init(from: String, to: String, line: Line = .information) {
            self.from = from
            self.to = to
            self.line = line
        }
    }

    /// A point; x grows to the right and y downwards, in pixels of 1/96 inch.
    package struct Point: Hashable, Sendable {
        package let x: Int
        package let y: Int

        /// A point.
        package init(x: Int, y: Int) {
            self.x = x
            self.y = y
        }
    }

    /// A box in its place.
    package struct Box: Sendable {
        package let node: Node
        package let x: Int
        package let y: Int
        package let width: Int
        package let height: Int
        /// The label, broken into lines that fit.
        package let lines: [String]
    }

    /// A line in its place: points at the sides of columns; between two, level parts alternate with bends.
    package struct Path: Sendable {
        package let edge: Edge
        package let points: [Point]

        /// A line through points.
        package init(edge: Edge, points: [Point]) {
            self.edge = edge
            self.points = points
        }
    }

    /// The boxes, by column and from the top.
    package private(set) var boxes: [Box] = []
    /// The lines.
    package private(set) var paths: [Path] = []
    /// The width of the whole.
    package private(set) var width = 0
    /// The height of the whole.
    package private(set) var height = 0

    /// More boxes than this are not drawn: nobody could read them.
    package static let limit = 120

    /// Lays boxes and lines out; nil when there are none, or too many to be read.
    ///
    /// Lines from or to what is no box, and those that close a circle, are left out.
    package init?(_ nodes: [Node], _ edges: [Edge]) {
        guard !nodes.isEmpty, nodes.count <= RequirementsDrawing.limit, edges.count <= 2000 else {
            return nil
        }
        var layout = LayeredLayout(nodes, edges)
        layout.order()
        layout.place()
        boxes = layout.boxes()
        paths = layout.paths()
        width = layout.width
        height = layout.height
    }
}

/// The columns of a drawing while it is laid out.
private struct LayeredLayout {
    /// A box, or a place that a line takes in a column.
    struct Item {
        var node: RequirementsDrawing.Node?
        var layer: Int
        var lines: [String]
        var width: Int
        var height: Int
        /// The middle.
        var y = 0.0
    }

    /// A part of a line, between two columns that are neighbours.
    struct Segment: Hashable {
        let from: Int
        let to: Int
    }

    /// Where the lines of a box pass a column.
    struct Way: Hashable {
        let from: Int
        let layer: Int
        let line: RequirementsDrawing.Line
    }

    private static let (gapX, gapY, dummy, margin) = (72, 18, 14, 8)
    private var items: [Item] = []
    private var edges: [RequirementsDrawing.Edge] = []
    /// The items that each line passes, its ends included.
    private var routes: [[Int]] = []
    private var segments: [Segment] = []
    private var ways: [Way: Int] = [:]
    /// The items of each column, from the top.
    private var layers: [[Int]] = []
    private var columnX: [Int] = []
    private var columnWidth: [Int] = []
    private(set) var width = 0
    private(set) var height = 0

    init(_ nodes: [RequirementsDrawing.Node], _ edges: [RequirementsDrawing.Edge]) {
        var index: [String: Int] = [:]
        for node in nodes where index[node.id] == nil {
            index[node.id] = items.count
            let lines = LabelText.lines(node.label)
            let text = lines.map(LabelText.width).max() ?? 0
            let round = node.shape == .input ? 30 : 22
            items.append(
                Item(
                    node: node, layer: 0, lines: lines, width: max(96, text + round),
                    height: max(34, lines.count * 16 + 16)))
        }
        var seen: Set<RequirementsDrawing.Edge> = []
        var links: [(edge: RequirementsDrawing.Edge, from: Int, to: Int)] = []
        for edge in edges where seen.insert(edge).inserted {
            guard let from = index[edge.from], let to = index[edge.to], from != to else { continue }
            links.append((edge, from, to))
        }
        assignLayers(links.map { ($0.from, $0.to) })
        for (edge, from, to) in links where items[from].layer < items[to].layer {
            route(edge, from, to)
        }
        growForLines()
        layers = Array(repeating: [], count: (items.map(\.layer).max() ?? 0) + 1)
        for item in items.indices { layers[items[item].layer].append(item) }
    }

    /// Each box after all that it needs; data and functions without needs stand as near as may be.
    private mutating func assignLayers(_ links: [(Int, Int)]) {
        var waiting = Array(repeating: 0, count: items.count)
        for (_, to) in links { waiting[to] += 1 }
        var ready = items.indices.filter { waiting[$0] == 0 }
        let sources = Set(ready)
        while let next = ready.popLast() {
            for (from, to) in links where from == next {
                items[to].layer = max(items[to].layer, items[next].layer + 1)
                waiting[to] -= 1
                if waiting[to] == 0 { ready.append(to) }
            }
        }
        // Data keep the first column, where a reader looks for them; functions stand before their use.
        for source in sources where items[source].node?.shape == .knowledge {
            let users = links.filter { $0.0 == source }.map { items[$0.1].layer }
            if let first = users.min() { items[source].layer = max(0, first - 1) }
        }
    }

    /// A line, with a place in each column that it passes; lines of one box share their way.
    private mutating func route(_ edge: RequirementsDrawing.Edge, _ from: Int, _ to: Int) {
        var route = [from]
        for layer in (items[from].layer + 1)..<max(items[to].layer, items[from].layer + 1) {
            let way = Way(from: from, layer: layer, line: edge.line)
            if let shared = ways[way] {
                route.append(shared)
                continue
            }
            items.append(
                Item(
                    node: nil, layer: layer, lines: [], width: 0, height: LayeredLayout.dummy))
            ways[way] = items.count - 1
            route.append(items.count - 1)
        }
        route.append(to)
        for (one, other) in zip(route, route.dropFirst()) {
            let segment = Segment(from: one, to: other)
            if !segments.contains(segment) { segments.append(segment) }
        }
        edges.append(edge)
        routes.append(route)
    }

    /// A box with many lines is high enough for them to stay apart.
    private mutating func growForLines() {
        for item in items.indices where items[item].node != nil {
            let ends = max(
                segments.filter { $0.to == item }.count, segments.filter { $0.from == item }.count)
            items[item].height = max(items[item].height, ends * 11 + 12)
        }
    }

    // MARK: - Order

    /// Orders each column so that few lines cross: sweeps by barycentre, the best order is kept.
    mutating func order() {
        var best = layers
        var fewest = crossings()
        for sweep in 0..<24 where fewest > 0 {
            let isForward = sweep.isMultiple(of: 2)
            let columns =
                isForward
                ? Array(layers.indices.dropFirst()) : Array(layers.indices.dropLast().reversed())
            for column in columns { sort(column, forward: isForward) }
            swapNeighbours()
            let count = crossings()
            if count < fewest {
                (fewest, best) = (count, layers)
            }
        }
        layers = best
    }

    private mutating func sort(_ column: Int, forward: Bool) {
        let place = places(in: forward ? column - 1 : column + 1)
        func barycentre(_ item: Int, _ own: Int) -> Double {
            let near = segments.compactMap { segment -> Int? in
                if forward { return segment.to == item ? place[segment.from] : nil }
                return segment.from == item ? place[segment.to] : nil
            }
            return near.isEmpty ? Double(own) : Double(near.reduce(0, +)) / Double(near.count)
        }
        layers[column] = layers[column].enumerated().map { own, item in
            (item: item, key: barycentre(item, own), own: own)
        }.sorted { $0.key != $1.key ? $0.key < $1.key : $0.own < $1.own }.map(\.item)
    }

    /// Swaps neighbours in a column while that takes crossings away.
    private mutating func swapNeighbours() {
        var improved = true
        var rounds = 0
        while improved, rounds < 8 {
            improved = false
            rounds += 1
            for column in layers.indices where layers[column].count > 1 {
                for place in 0..<(layers[column].count - 1) {
                    let before = crossings(around: column)
                    layers[column].swapAt(place, place + 1)
                    if crossings(around: column) < before {
                        improved = true
                    } else {
                        layers[column].swapAt(place, place + 1)
                    }
                }
            }
        }
    }

    private func places(in column: Int) -> [Int: Int] {
        guard layers.indices.contains(column) else { return [:] }
        return Dictionary(
            layers[column].enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func crossings() -> Int {
        layers.indices.dropLast().reduce(0) { $0 + crossings(after: $1) }
    }

    private func crossings(around column: Int) -> Int {
        (column > 0 ? crossings(after: column - 1) : 0)
            + (column < layers.count - 1 ? crossings(after: column) : 0)
    }

    private func crossings(after column: Int) -> Int {
        let (left, right) = (places(in: column), places(in: column + 1))
        let ends = segments.compactMap { segment -> (Int, Int)? in
            guard let one = left[segment.from], let other = right[segment.to] else { return nil }
            return (one, other)
        }
        var count = 0
        for (index, one) in ends.enumerated() {
            for other in ends[(index + 1)...]
            where (one.0 - other.0) * (one.1 - other.1) < 0 {
                count += 1
            }
        }
        return count
    }

    // MARK: - Place

    /// Gives each item its middle: near what it is joined to, in order, with room between.
    mutating func place() {
        for layer in layers {
            var top = 0.0
            for item in layer {
                items[item].y = top + Double(items[item].height) / 2
                top += Double(items[item].height + LayeredLayout.gapY)
            }
        }
        for sweep in 0..<16 {
            let columns =
                sweep.isMultiple(of: 2)
                ? Array(layers.indices) : Array(layers.indices.reversed())
            for column in columns { settle(column) }
        }
        let top = items.map { $0.y - Double($0.height) / 2 }.min() ?? 0
        for item in items.indices { items[item].y += Double(LayeredLayout.margin) - top }
        let bottom = items.map { $0.y + Double($0.height) / 2 }.max() ?? 0
        height = Int(bottom.rounded(.up)) + LayeredLayout.margin
        var x = LayeredLayout.margin
        var gap = 0
        for layer in layers {
            let widest = layer.map { items[$0].width }.max() ?? 0
            columnX.append(x)
            columnWidth.append(widest)
            // Where many lines pass between two columns, they need a wider gap to bend in.
            let passing = segments.filter { items[$0.from].layer == columnX.count - 1 }.count
            gap = min(150, LayeredLayout.gapX + max(0, passing - 6) * 5)
            x += widest + gap
        }
        width = x - gap + LayeredLayout.margin
    }

    /// The middles of a column that are nearest, in sum of squares, to what each is joined to.
    private mutating func settle(_ column: Int) {
        let layer = layers[column]
        guard !layer.isEmpty else { return }
        var offsets: [Double] = []
        var offset = 0.0
        for (index, item) in layer.enumerated() {
            if index > 0 {
                let above = items[layer[index - 1]]
                offset +=
                    Double(above.height + items[item].height) / 2 + Double(LayeredLayout.gapY)
            }
            offsets.append(offset)
        }
        // Blocks of items pushed together (pool adjacent violators).
        var blocks: [(sum: Double, weight: Double, count: Int)] = []
        for (index, item) in layer.enumerated() {
            let near = segments.compactMap { segment -> Double? in
                if segment.to == item { return items[segment.from].y }
                if segment.from == item { return items[segment.to].y }
                return nil
            }
            let wish = near.isEmpty ? items[item].y : near.reduce(0, +) / Double(near.count)
            let weight = items[item].node == nil ? 3.0 : 1.0
            blocks.append(((wish - offsets[index]) * weight, weight, 1))
            while blocks.count > 1 {
                let (last, before) = (blocks[blocks.count - 1], blocks[blocks.count - 2])
                guard before.sum / before.weight > last.sum / last.weight else { break }
                blocks.removeLast(2)
                blocks.append(
                    (
                        before.sum + last.sum, before.weight + last.weight,
                        before.count + last.count
                    ))
            }
        }
        var index = 0
        for block in blocks {
            for _ in 0..<block.count {
                items[layer[index]].y = block.sum / block.weight + offsets[index]
                index += 1
            }
        }
    }

    // MARK: - What is drawn

    func boxes() -> [RequirementsDrawing.Box] {
        layers.enumerated().flatMap { column, layer in
            layer.compactMap { index in
                let item = items[index]
                guard let node = item.node else { return nil }
                return RequirementsDrawing.Box(
                    node: node, x: columnX[column],
                    y: Int((item.y - Double(item.height) / 2).rounded()),
                    width: columnWidth[column], height: item.height, lines: item.lines)
            }
        }
    }

    func paths() -> [RequirementsDrawing.Path] {
        let ends = ports()
        return edges.indices.map { edge in
            let route = routes[edge]
            var points: [RequirementsDrawing.Point] = []
            for (step, item) in route.enumerated() {
                let column = items[item].layer
                let (left, right) = (columnX[column], columnX[column] + columnWidth[column])
                let middle = Int(items[item].y.rounded())
                if step == 0 {
                    points.append(.init(x: right, y: ends.starts[edge] ?? middle))
                } else if step == route.count - 1 {
                    points.append(.init(x: left, y: ends.ends[edge] ?? middle))
                } else {
                    points.append(.init(x: left, y: middle))
                    points.append(.init(x: right, y: middle))
                }
            }
            return RequirementsDrawing.Path(edge: edges[edge], points: points)
        }
    }

    /// Where lines meet the sides of boxes: apart, in the order of where they come from and go to.
    private func ports() -> (starts: [Int: Int], ends: [Int: Int]) {
        var starts: [Int: Int] = [:]
        var ends: [Int: Int] = [:]
        for index in items.indices where items[index].node != nil {
            let incoming = edges.indices.filter { routes[$0].last == index }.sorted {
                let (one, two) = (before($0), before($1))
                return one != two ? one < two : $0 < $1
            }
            let outgoing = edges.indices.filter { routes[$0].first == index }.sorted {
                let (one, two) = (after($0), after($1))
                return one != two ? one < two : $0 < $1
            }
            spread(incoming, along: items[index], into: &ends)
            spread(outgoing, along: items[index], into: &starts)
        }
        return (starts, ends)
    }

    private func before(_ edge: Int) -> Double { items[routes[edge][routes[edge].count - 2]].y }

    private func after(_ edge: Int) -> Double { items[routes[edge][1]].y }

    /// Places lines along a side; those that go the same way first meet it at one place.
    private func spread(_ lines: [Int], along item: Item, into places: inout [Int: Int]) {
        var groups: [[Int]] = []
        for line in lines {
            let isSameWay =
                groups.last?.last.map { last in
                    routes[last][0] == routes[line][0] && routes[last][1] == routes[line][1]
                        && routes[line].count > 2
                } ?? false
            if isSameWay { groups[groups.count - 1].append(line) } else { groups.append([line]) }
        }
        let room = Double(item.height - 12)
        let step = groups.count > 1 ? min(14, room / Double(groups.count - 1)) : 0
        let first = item.y - step * Double(groups.count - 1) / 2
        for (index, group) in groups.enumerated() {
            for line in group { places[line] = Int((first + step * Double(index)).rounded()) }
        }
    }
}

/// How labels are broken into lines that fit a box.
enum LabelText {
    /// The widest line, in pixels at 13 pixels a letter's height.
    private static let limit = 150
    private static let mostLines = 4

    /// The label in at most four lines; what does not fit is cut, and ends in an ellipsis.
    static func lines(_ label: String) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in pieces(label) {
            let longer = line.isEmpty ? word : "\(line) \(word)"
            if width(longer) <= limit {
                line = longer
            } else {
                if !line.isEmpty { lines.append(line) }
                line = word
            }
            if lines.count > mostLines { break }
        }
        if !line.isEmpty { lines.append(line) }
        guard lines.count > mostLines else { return lines.isEmpty ? ["(no name)"] : lines }
        return Array(lines.prefix(mostLines - 1)) + ["\(lines[mostLines - 1].prefix(12))..."]
    }

    /// Words, the very long ones broken.
    private static func pieces(_ label: String) -> [String] {
        var pieces: [String] = []
        for word in label.prefix(400).split(whereSeparator: \.isWhitespace) {
            var part = ""
            for character in word {
                if width(part + String(character)) > limit {
                    pieces.append(part)
                    part = ""
                }
                part.append(character)
            }
            pieces.append(part)
        }
        return pieces
    }

    /// The width of a text, a little more than it takes in any common typeface without serifs.
    static func width(_ text: String) -> Int {
        text.reduce(0) { width, character in
            switch character {
            case "i", "j", "l", "t", "f", "r", "I", ".", ",", ":", ";", "'", "|", "!", "(", ")",
                "[", "]", "-", " ":
                width + 5
            case "m", "w", "M", "W", "@", "%": width + 12
            case "a"..."z", "0"..."9": width + 8
            case "A"..."Z": width + 10
            default: width + 14
            }
        }
    }
}
