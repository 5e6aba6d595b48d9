/// The columns of a drawing while it is laid out.
struct LayeredLayout {
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

    static let (gapX, gapY, dummy, margin) = (72, 18, 14, 8)
    var items: [Item] = []
    var edges: [RequirementsDrawing.Edge] = []
    /// The items that each line passes, its ends included.
    var routes: [[Int]] = []
    var segments: [Segment] = []
    var ways: [Way: Int] = [:]
    /// The items of each column, from the top.
    var layers: [[Int]] = []
    var columnX: [Int] = []
    var columnWidth: [Int] = []
    var width = 0
    var height = 0

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
}
