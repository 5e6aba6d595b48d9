extension LayeredLayout {
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
