import Rulebooks
import Testing

@Suite("Drawings of what needs what")
struct RequirementsDrawingTests {
    typealias Drawing = RequirementsDrawing

    /// A graph without circles: each box may need those before it.
    private static func random(
        _ seed: Int
    ) -> (nodes: [Drawing.Node], edges: [Drawing.Edge]) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        let count = 2 + next(24)
        let shapes: [Drawing.Shape] = [.decision, .input, .knowledge]
        let nodes = (0..<count).map { index in
            Drawing.Node(
                id: "n\(index)", shape: shapes[next(3)],
                label: String(repeating: "word ", count: 1 + next(6)) + "\(index)")
        }
        var edges: [Drawing.Edge] = []
        for index in 1..<count {
            for _ in 0..<next(4) {
                edges.append(
                    .init(
                        from: "n\(next(index))", to: "n\(index)",
                        line: next(5) == 0 ? .knowledge : .information))
            }
        }
        return (nodes, edges)
    }

    /// Points along a line as it is drawn: level parts, and bends that leave and arrive level.
    private static func samples(_ path: Drawing.Path) -> [(x: Double, y: Double)] {
        zip(path.points, path.points.dropFirst()).flatMap { one, other in
            (0...40).map { step in
                let t = Double(step) / 40
                let (ax, ay, bx, by) = (
                    Double(one.x), Double(one.y), Double(other.x), Double(other.y)
                )
                let bend = (bx - ax) / 2
                func cubic(_ p0: Double, _ p1: Double, _ p2: Double, _ p3: Double) -> Double {
                    let u = 1 - t
                    return u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3
                }
                return (cubic(ax, ax + bend, bx - bend, bx), cubic(ay, ay, by, by))
            }
        }
    }

    @Test(
        "No line runs across a box, no box across another, and nothing leaves the picture",
        arguments: 0..<300)
    func property(seed: Int) throws {
        let (nodes, edges) = Self.random(seed)
        let drawing = try #require(Drawing(nodes, edges))
        #expect(drawing.boxes.count == nodes.count)
        #expect(drawing.paths.count == Set(edges).count)
        for (index, box) in drawing.boxes.enumerated() {
            #expect(box.x >= 0 && box.x + box.width <= drawing.width)
            #expect(box.y >= 0 && box.y + box.height <= drawing.height)
            #expect(box.lines.count * 16 <= box.height)
            for other in drawing.boxes[(index + 1)...] {
                let isApart =
                    box.x + box.width < other.x || other.x + other.width < box.x
                    || box.y + box.height < other.y || other.y + other.height < box.y
                #expect(isApart, "\(box.node.id) and \(other.node.id)")
            }
        }
        for path in drawing.paths {
            let from = try #require(drawing.boxes.first { $0.node.id == path.edge.from })
            let to = try #require(drawing.boxes.first { $0.node.id == path.edge.to })
            #expect(path.points.first?.x == from.x + from.width)
            #expect(path.points.last?.x == to.x)
            for point in Self.samples(path) {
                #expect(point.y >= 0 && point.y <= Double(drawing.height))
                for box in drawing.boxes {
                    let isInside =
                        point.x > Double(box.x) + 0.5 && point.x < Double(box.x + box.width) - 0.5
                        && point.y > Double(box.y) - 1 && point.y < Double(box.y + box.height) + 1
                    #expect(
                        !isInside, "\(path.edge.from) to \(path.edge.to) crosses \(box.node.id)")
                }
            }
        }
    }

    @Test("The same graph is drawn the same way each time")
    func isStable() throws {
        let (nodes, edges) = Self.random(7)
        let (one, other) = (
            try #require(Drawing(nodes, edges)), try #require(Drawing(nodes, edges))
        )
        #expect(one.paths.map(\.points) == other.paths.map(\.points))
        #expect(one.boxes.map(\.y) == other.boxes.map(\.y))
    }

    @Test("Lines that can be drawn without crossing do not cross")
    func untangles() throws {
        let nodes = ["a", "b", "c", "x", "y", "z"].map {
            Drawing.Node(id: $0, shape: $0 < "x" ? .input : .decision, label: $0)
        }
        // Drawn in file order, all three would cross.
        let edges: [Drawing.Edge] = [
            .init(from: "a", to: "z"), .init(from: "b", to: "y"), .init(from: "c", to: "x"),
        ]
        let drawing = try #require(Drawing(nodes, edges))
        let ends = drawing.paths.map { ($0.points[0].y, $0.points[$0.points.count - 1].y) }
        for (index, one) in ends.enumerated() {
            for other in ends[(index + 1)...] {
                #expect((one.0 < other.0) == (one.1 < other.1))
            }
        }
    }

    @Test("A very long word is broken, a very long label cut, and a label of nothing named")
    func labels() throws {
        let word = String(repeating: "W", count: 5000)
        let drawing = try #require(
            Drawing(
                [
                    .init(id: "a", shape: .decision, label: word),
                    .init(id: "b", shape: .input, label: "  "),
                    .init(
                        id: "c", shape: .input, label: String(repeating: "many words ", count: 99)),
                ], []))
        for box in drawing.boxes {
            #expect(box.lines.count <= 4 && box.width < 220)
            #expect(box.lines.allSatisfy { !$0.isEmpty })
        }
        #expect(drawing.boxes.contains { $0.lines == ["(no name)"] })
    }

    @Test("What cannot be drawn is left out: circles, lines to nowhere, too many boxes")
    func limits() throws {
        let nodes = ["a", "b"].map { Drawing.Node(id: $0, shape: .decision, label: $0) }
        let drawing = try #require(
            Drawing(
                nodes,
                [
                    .init(from: "a", to: "b"), .init(from: "b", to: "a"), .init(from: "a", to: "a"),
                    .init(from: "x", to: "b"),
                ]))
        #expect(drawing.boxes.count == 2)
        #expect(drawing.paths.allSatisfy { $0.points[0].x < $0.points[1].x })
        #expect(Drawing([], []) == nil)
        let many = (0...Drawing.limit).map {
            Drawing.Node(id: "\($0)", shape: .input, label: "\($0)")
        }
        #expect(Drawing(many, []) == nil)
    }
}
