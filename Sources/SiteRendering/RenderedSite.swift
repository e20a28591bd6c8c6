import ContentReading
package import Framework
import HTML
package import SitePlan
import Templates

/// Every file of the site: its path, and the function that makes its bytes. Nothing here can fail.
package struct RenderedSite: Sendable {
  package struct File: Sendable {
    private enum Content {
      /// Most files are pages, which need no function of their own.
      case page(Page)
      case other(@Sendable (inout FileBytes) -> Void)
    }

    /// The path below the site's folder, with `/` between its parts.
    package let path: String
    private let content: Content
    /// What renders it if it is a page; apart, since with the page all cores would count who holds it.
    private let renderer: PageRenderer?

    fileprivate init(_ page: Page, by renderer: PageRenderer) {
      path = page.path
      content = .page(page)
      self.renderer = renderer
    }

    /// - Parameter write: Adds the bytes of the file to others.
    init(path: String, write: @escaping @Sendable (inout FileBytes) -> Void) {
      self.path = path
      content = .other(write)
      renderer = nil
    }

    init(path: String, bytes: @escaping @Sendable () -> [UInt8]) {
      self.init(path: path) { $0.append(bytes()) }
    }

    /// Adds the bytes of the file to others.
    func write(_ bytes: inout FileBytes) {
      switch content {
      case .page(let page): renderer?.write(page, &bytes)
      case .other(let write): write(&bytes)
      }
    }

    /// The bytes of the file alone.
    package func render() -> [UInt8] {
      var file = FileBytes()
      write(&file)
      return file.bytes
    }
  }

  /// Sorted by path, byte by byte; every path once.
  package let files: [File]
  /// The file that holds all the others; nil for a site that offers none.
  package let archive: Archive?
  /// How many of the files are pages.
  package let pageCount: Int
  /// The host's markup on its pages, which says what else they may load.
  package let partials: Partials?

  /// - Parameter shared: What the publisher's site has rendered of the pages that a school's copy takes from it.
  package init(_ plan: SitePlan, sharing shared: SharedPages? = nil) {
    let frame = plan.frame
    let framework = plan.framework
    let kept = shared?.parts
    let common = CommonParts(of: plan.pages, in: frame, sharing: plan.hasBaseAddresses ? kept?.common : nil)
    let renderer = PageRenderer(frame: frame, common: common, kept: kept)
    var others = shared?.themeFiles ?? Self.themeFiles(for: frame.site.features)
    if frame.site.school != nil { others.append(Self.themeFile(ThemeAssets.schoolSheet)) }
    if plan.showsEnds { others.append(Self.themeFile(ThemeAssets.ended)) }
    if let colours = frame.site.colours {
      let path = Route.themeAsset(name: ThemeAssets.colourSheetName).path
      others.append(File(path: path, bytes: { colourSheet(colours) }))
    }
    others += plan.images.map { image in File(path: Route.image(path: image.path).path, bytes: { image.bytes }) }
    if framework.has(.search) || framework.has(.plan) {
      others.append(File(path: Route.readersIndex.path) { $0.append(readersIndexOf: plan, keeping: shared?.index) })
    }
    if framework.has(.downloads) {
      others.append(
        File(path: Route.frameworkData.path) {
          $0.append(frameworkData(framework, keeping: shared?.data))
          $0.append(literal: "\n")
        })
      others.append(File(path: Route.opportunitiesData.path) { $0.append(opportunitiesOf: framework, sharing: shared) })
    }
    if let baseURL = frame.site.baseURL {
      others.append(File(path: Route.sitemap.path, bytes: { sitemap(of: plan.pages, at: baseURL) }))
      others.append(File(path: Route.shareImage.path, bytes: { shareImage(of: plan) }))
      if framework.hasChangesFeed {
        others.append(File(path: Route.changesFeed.path, bytes: { changesFeed(of: framework, at: baseURL) }))
      }
    }
    others.append(File(path: Route.robots.path, bytes: { robots(at: frame.site.baseURL) }))
    others += HostFile.allCases.map { file in
      File(path: Route.hostFile(file).path, bytes: { hostFile(file, for: plan.pages, of: frame.site) })
    }
    let pages = plan.pages
    files = (pages.map(\.path) + others.map(\.path)).positionsInByteOrder.map { position in
      position < pages.count ? File(pages[position], by: renderer) : others[position - pages.count]
    }
    archive = plan.archivedDownloads.map { downloads in
      Archive(
        folder: slug(of: frame.site.title).isEmpty ? "site" : String(slug(of: frame.site.title).prefix(80)),
        downloads: File(downloads, by: renderer)
      )
    }
    pageCount = plan.pages.count
    partials = frame.site.partials
  }

  /// Makes the theme's files of a site with some features, and what its pages may load, before they are asked for.
  package static func prepareTheme(for features: Set<Feature>) {
    _ = ThemeAssets.files(for: features)
    _ = contentSecurityPolicy(with: nil)
  }

  /// The files of the theme, whose checksums are found once for all copies.
  static func themeFiles(for features: Set<Feature>, arePacked: Bool = false) -> [File] {
    ThemeAssets.files(for: features).map { themeFile($0, isPacked: arePacked) }
  }

  private static func themeFile(_ asset: (name: String, bytes: [UInt8]), isPacked: Bool = false) -> File {
    let bytes = KeptBytes(asset.bytes, isPacked: isPacked)
    return File(path: Route.themeAsset(name: asset.name).path) { $0.append(bytes) }
  }
}

/// What all pages are rendered with; a class, since each copy of the frame would hold on to all that is in it.
private final class PageRenderer: Sendable {
  private let frame: SiteFrame
  private let common: CommonParts
  private let kept: KeptParts?

  init(frame: SiteFrame, common: CommonParts, kept: KeptParts?) {
    self.frame = frame
    self.common = common
    self.kept = kept
  }

  func write(_ page: Page, _ bytes: inout FileBytes) {
    bytes.append(page, in: frame, common: common, kept: kept)
  }
}
