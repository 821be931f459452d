"""Exports in the further languages, generations and spellings of reference/exports.md; sums to add up in the head."""

import csv
import io
from textwrap import dedent

from tests.exports.builders import Sample

RULE = ("# ----------------------------------------",)
MARCH = (RULE, ("# Report",), RULE, ("#",), ("# Start date: 20260301",), ("# End date: 20260331",))
MARZO = (
    RULE,
    ("# Exportar informe en formato CSV",),
    RULE,
    ("# Fecha de inicio: 20260301",),
    ("# Fecha de finalización: 20260331",),
)
WHOLE_MARCH = {"first": "2026-03-01", "last": "2026-03-31"}
TWO_DAYS = {"kept": 2, "first": "2026-03-01", "last": "2026-03-02"}


def said(export: str, text: str, **more: object) -> Sample:
    """Build a sample from lines of CSV, the header first."""
    header, *rows = csv.reader(io.StringIO(dedent(text).strip()))
    return Sample(export, header, rows, **more)  # type: ignore[arg-type]


META = [
    said(  # a story has replies instead of comments, and no saves
        "instagram_posts",
        """
        Post ID,Account ID,Account username,Publish time,Post type,Date,Views,Reach,Likes,Shares,Profile visits,Replies,Link clicks,Sticker taps,Navigation,Follows
        17900000000000001,1784,nordlicht,03/01/2026 18:30,IG story,Lifetime,100,80,5,1,4,2,3,0,90,1
        17900000000000002,1784,nordlicht,03/14/2026 08:00,IG story,Lifetime,50,40,2,0,1,0,1,1,40,
        """,
        kept=2,
        first="2026-03-01",
        last="2026-03-14",
        totals={
            "posts": 2,
            "impressions": 150,
            "reach": 120,
            "reactions": 7,
            "shares": 1,
            "profile_visits": 5,
            "comments": 2,
            "link_clicks": 4,
            "new_followers": 1,
        },
    ),
    said(
        "instagram_posts",
        """
        Identificação da publicação,Identificação da conta,Nome de usuário da conta,Nome da conta,Descrição,Duração (segundos),Horário de publicação,Link permanente,Tipo de publicação,Comentário de dados,Data,Visualizações,Alcance,Curtidas,Compartilhamentos,Seguimentos,Comentários,Salvamentos
        17900000000000001,1784,nordlicht,Nordlicht,olá,12,04/23/2026 07:48,https://example.org/1,Reel do Instagram,,Vitalício,1000,800,50,2,1,4,6
        17900000000000002,1784,nordlicht,Nordlicht,oi,0,04/02/2026 09:00,https://example.org/2,Carrossel do Instagram,,Vitalício,500,400,25,1,0,0,3
        """,
        kept=2,
        first="2026-04-02",
        last="2026-04-23",
        totals={
            "posts": 2,
            "impressions": 1500,
            "reach": 1200,
            "reactions": 75,
            "shares": 3,
            "new_followers": 1,
            "comments": 4,
            "saves": 9,
        },
    ),
    said(
        "instagram_posts",
        """
        Identificação do post,Nome da conta,Horário de publicação,Tipo de post,Visualizações,Alcance,Curtidas,Compartilhamentos,Visitas ao perfil,Respostas,Cliques no link,Toques em figurinhas,Navegação,Seguimentos
        17900000000000001,Nordlicht,04/23/2026 07:48,CARROSSEL,10,8,5,2,3,4,1,0,7,0
        """,
        kept=1,
        first="2026-04-23",
        last="2026-04-23",
        totals={
            "posts": 1,
            "impressions": 10,
            "reach": 8,
            "reactions": 5,
            "shares": 2,
            "profile_visits": 3,
            "comments": 4,
            "link_clicks": 1,
            "new_followers": 0,
        },
    ),
    said(  # only some columns ticked: the account's columns are gone
        "instagram_posts",
        """
        Post ID,Publish time,Permalink,Likes,Saves
        17900000000000001,03/14/2026 18:30,https://example.org/1,5,2
        """,
        kept=1,
        first="2026-03-14",
        last="2026-03-14",
        totals={"posts": 1, "reactions": 5, "saves": 2},
    ),
    said(  # the generation of 2023: impressions, and the raw name of a metric
        "facebook_posts",
        """
        Post ID,Page ID,Page name,Title,Publish time,Permalink,Post type,Data comment,Date,IMPRESSION:UNIQUE_USERS,Impressions,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,Total clicks,Link Clicks,Negative feedback from users: Hide all
        122100000000000001,61550,Nordlicht,First,03/14/2026 09:00,https://example.org/1,Text,,Lifetime,7,300,200,17,10,4,3,9,5,0
        """,
        kept=1,
        first="2026-03-14",
        last="2026-03-14",
        totals={
            "posts": 1,
            "impressions": 300,
            "reach": 200,
            "reactions": 10,
            "comments": 4,
            "shares": 3,
            "clicks": 9,
            "link_clicks": 5,
        },
    ),
    said(
        "facebook_videos",
        """
        Video asset ID,Universal video ID,Page ID,Page name,Title,Duration (sec),Publish time,Custom labels,Data comment,Date,Reach,3-second video views,1-minute video views,Seconds viewed,Average Seconds viewed,"Reactions, comments and shares",Reactions,Comments,Shares,Percentage of total views at interval 0
        1010000000000001,2020000000000001,61550,Nordlicht,A,60,03/14/2026 09:00,,,Lifetime,200,90,10,450.5,5,17,10,4,3,100
        1010000000000002,2020000000000002,61550,Nordlicht,B,30,03/15/2026 09:00,,,Lifetime,100,10,1,49.5,5,1,1,0,0,100
        """,
        kept=2,
        first="2026-03-14",
        last="2026-03-15",
        totals={
            "posts": 2,
            "reach": 300,
            "video_views": 100,
            "watch_seconds": 500,
            "reactions": 11,
            "comments": 4,
            "shares": 3,
        },
    ),
    said(
        "facebook_videos",
        """
        Identificador de la pieza de vídeo,Hora de publicación,Alcance,Visualizaciones de vídeo de 3 segundos,Visualizaciones de vídeo de 1 minuto,Segundos reproducidos,"Reacciones, comentarios y veces que se ha compartido",Reacciones
        1010000000000001,03/14/2026 09:00,200,90,10,450.5,17,10
        """,
        kept=1,
        first="2026-03-14",
        last="2026-03-14",
        totals={"posts": 1, "reach": 200, "video_views": 90, "watch_seconds": 450.5, "reactions": 10},
    ),
    *(
        Sample(
            f"meta_{network}_followers",
            [f"{code},FOLLOW,UNIQUE_USERS"],
            [[total]],
            "Audience Mar-31-2026.csv",
            above=[[title]],
            packed="meta",
            kept=1,
            first="2026-03-31",
            last="2026-03-31",
            totals={"followers": float(total)},
        )
        for network, code, title, total in (
            ("facebook", "FB_PAGE", "Facebook Page followers", "639"),
            ("instagram", "IG_ACCOUNT", "Seguidores do Instagram", "1514"),
        )
    ),
    said("meta_audience_age", 'Idade,Mulheres,Homens\n18-24,"23,9%",10%', name="Audience.csv"),
    said("meta_audience_places_by_row", "Top cities,Value\nOslo,12.5%\nBergen,3%", name="Audience.csv"),
    said(
        "meta_ads",
        """
        Nombre de la campaña,Nombre del anuncio,Día,Importe gastado (EUR),Entrega de la campaña,Impresiones,Alcance,Clics (todos),Clics en el enlace,Costo por resultado
        ,,,"30,75",,3000,900,60,40,
        Primavera,Bici,2026-03-01,"10,25",active,1000,600,20,10,1
        Primavera,Bici,2026-03-02,"20,5",active,2000,500,40,30,1
        """,
        **TWO_DAYS,
        totals={"spend": 30.75, "ad_impressions": 3000, "ad_clicks": 60},
    ),
    said(  # from Taiwan, split by age, sex and month
        "meta_ads",
        """
        行銷活動名稱,廣告組合名稱,廣告名稱,年齡,性別,月,目標,觸及人數,曝光次數,花費金額 (TWD),開始,結束時間,點擊次數（全部）,分析報告開始,分析報告結束
        春季,甲,單車,25-34,female,2026-03-01 - 2026-03-31,OUTCOME_SALES,600,1000,10.25,2026-02-10,進行中,20,2026-03-01,2026-03-31
        春季,甲,單車,25-34,male,2026-03-01 - 2026-03-31,OUTCOME_SALES,500,2000,20.25,2026-02-10,進行中,40,2026-03-01,2026-03-31
        """,
        kept=2,
        **WHOLE_MARCH,
        totals={"spend": 30.5, "ad_impressions": 3000, "ad_clicks": 60},
    ),
    said(  # no column says when: the file's name does
        "meta_ads",
        """
        Veiculação da campanha,Nome da campanha,Valor usado (BRL),Resultados,Alcance,Frequência,Impressões,Cliques no link,CPC (custo por clique no link) (BRL)
        active,Primavera,10.25,3,600,1.6,1000,10,1.02
        active,Outono,20.25,5,500,4,2000,30,0.67
        """,
        name="Nordlicht-Campanhas-1-de-mar-de-2026-2026-03-01-2026-03-31.csv",
        kept=2,
        **WHOLE_MARCH,
        totals={"spend": 30.5, "ad_impressions": 3000},
    ),
    said(  # a budget for the whole life of an ad set is called "Total": its row totals nothing
        "meta_ads",
        """
        Início dos relatórios,Encerramento dos relatórios,Nome da campanha,Veiculação da campanha,Alcance,Orçamento do conjunto de anúncios,Tipo de orçamento do conjunto de anúncios,Valor usado (BRL),Término,Impressões,shop_clicks,Cliques (todos)
        2026-03-01,2026-03-31,Primavera,completed,600,48,Total,10.25,2026-03-06,1000,,20
        2026-03-01,2026-03-31,Outono,active,500,20,Diário,20.25,2026-03-09,2000,,40
        """,
        kept=2,
        **WHOLE_MARCH,
        totals={"spend": 30.5, "ad_impressions": 3000, "ad_clicks": 60},
    ),
    said(
        "meta_ads",
        """
        Kampagnenname,Anzeigenname,Tag,Ausgegebener Betrag (EUR),Impressionen,Reichweite,Frequenz,Ergebnisse,Link-Klicks,Klicks (alle),CTR (alle)
        Frühling,Rad,2026-03-01,10.25,1000,600,1.6,3,10,20,2
        """,
        kept=1,
        first="2026-03-01",
        last="2026-03-01",
        totals={"spend": 10.25, "ad_impressions": 1000, "ad_clicks": 20},
    ),
]

X = [
    said(  # the generation of 2015: favorites
        "x_tweet_activity",
        """
        Tweet id,Tweet permalink,Tweet text,time,impressions,engagements,engagement rate,retweets,replies,favorites,user profile clicks,url clicks
        836718000000000001,https://twitter.com/n/status/836718000000000001,hi,2015-08-14 23:00 +0000,100.0,9.0,0.09,3.0,1.0,4.0,0.0,1.0
        """,
        kept=1,
        first="2015-08-14",
        last="2015-08-14",
        totals={
            "posts": 1,
            "impressions": 100,
            "engagements": 9,
            "shares": 3,
            "comments": 1,
            "reactions": 4,
            "profile_visits": 0,
            "link_clicks": 1,
        },
    ),
    said(
        "x_content",
        """
        Post id,Date,Post text,Link,Impressions,Likes,Engagements,Bookmarks,Share,New follows,Replies,Reposts,Profile visits,Detail expands,Url clicks
        1890000000000000001,Mon Feb 17 2025,hi,https://x.com/n/status/1890000000000000001,100,5,9,2,1,0,1,3,4,0,6
        1890000000000000002,Tue Feb 18 2025,again,https://x.com/n/status/1890000000000000002,50,1,2,0,2,1,0,0,0,0,0
        """,
        kept=2,
        first="2025-02-17",
        last="2025-02-18",
        totals={
            "posts": 2,
            "impressions": 150,
            "reactions": 6,
            "engagements": 11,
            "saves": 2,
            "shares": 6,
            "new_followers": 1,
            "comments": 1,
            "profile_visits": 4,
            "link_clicks": 6,
        },
    ),
    said(
        "x_content",
        """
        Postar link,Data,Impressões,Curtidas,Engajamentos,Itens salvos,Compartilhamentos,Novos seguidores,Respostas,Reposts,Visitas ao perfil,Cliques de URL
        https://x.com/n/status/1890000000000000001,"Mon, Aug 17, 2026",100,5,9,2,1,0,1,3,4,6
        """,
        kept=1,
        first="2026-08-17",
        last="2026-08-17",
        totals={
            "posts": 1,
            "impressions": 100,
            "reactions": 5,
            "engagements": 9,
            "saves": 2,
            "shares": 4,
            "new_followers": 0,
            "comments": 1,
            "profile_visits": 4,
            "link_clicks": 6,
        },
    ),
]

LINKEDIN = [
    said(  # of 2020: shares, and days as a spreadsheet's serial numbers
        "linkedin_page_content",
        """
        Date,Impressions (organic),Impressions (sponsored),Impressions (total),Clicks (organic),Reactions (organic),Comments (organic),Shares (organic),Engagement rate (organic)
        44008,100,0,100,9,4,1,2,0.16
        44009,50,0,50,1,2,0,0,0.06
        """,
        packed="xlsx",
        sheet="Update metrics (aggregated)",
        above=[["Aggregated engagement metrics for organic and sponsored updates."]],
        name="nordlicht_updates_1593000000000.xlsx",
        kept=2,
        first="2020-06-26",
        last="2020-06-27",
        totals={
            "impressions": 150,
            "ad_impressions": 0,
            "clicks": 10,
            "reactions": 6,
            "comments": 1,
            "shares": 2,
        },
    ),
    said(
        "linkedin_page_posts",
        """
        Update title,Update link,Update type,Posted by,Created date,Impressions,Video views,Clicks,Click through rate (CTR),Likes,Comments,Shares,Follows,Engagement rate
        We hire,https://example.org/a,Organic,Ann Other,06/24/2020,100,0,9,0.09,4,1,2,0,0.16
        """,
        kept=1,
        first="2020-06-24",
        last="2020-06-24",
        totals={
            "posts": 1,
            "impressions": 100,
            "clicks": 9,
            "reactions": 4,
            "comments": 1,
            "shares": 2,
            "new_followers": 0,
        },
    ),
    said(
        "linkedin_creator_followers",
        """
        Data,Novos seguidores
        30/03/2026,12
        31/03/2026,8
        """,
        name="AggregateAnalytics_Ann_2026-03-30_2026-03-31.xlsx",
        above=[["Total de seguidores em 31/03/2026:", "5.400"], [""]],
        packed="xlsx",
        sheet="Seguidores",
        kept=2,
        first="2026-03-30",
        last="2026-03-31",
        totals={"new_followers": 20, "followers": 5400},
    ),
    said(
        "linkedin_creator_engagement",
        """
        Data,Impressões,Engajamentos
        30/03/2026,"1.200",30
        31/03/2026,800,20
        """,
        name="AggregateAnalytics_Ann_2026-03-30_2026-03-31.xlsx",
        packed="xlsx",
        sheet="Engajamento",
        kept=2,
        first="2026-03-30",
        last="2026-03-31",
        totals={"impressions": 2000, "engagements": 50},
    ),
    said(
        "linkedin_creator_followers",
        """
        Data,Nuovi follower
        30/3/2026,12
        31/3/2026,8
        """,
        name="AnalisiAggregate_Ann_2026-03-30_2026-03-31.xlsx",
        above=[["Follower totali il giorno 31/3/2026", "5400"], [""]],
        packed="xlsx",
        sheet="FOLLOWER",
        kept=2,
        first="2026-03-30",
        last="2026-03-31",
        totals={"new_followers": 20, "followers": 5400},
    ),
    said(
        "linkedin_creator_engagement",
        """
        Data,Impressioni,Interazioni
        30/3/2026,1200,30
        31/3/2026,800,20
        """,
        name="AnalisiAggregate_Ann_2026-03-30_2026-03-31.xlsx",
        packed="xlsx",
        sheet="INTERESSE",
        kept=2,
        first="2026-03-30",
        last="2026-03-31",
        totals={"impressions": 2000, "engagements": 50},
    ),
    said("linkedin_creator_demographics", "Principali dati demografici,Valore,Percentuale\nLocalità,Bologna,33%"),
    said(
        "linkedin_creator_top_posts",
        "URL del post,Data di pubblicazione del post,Interazioni,,URL del post,Data di pubblicazione del post,Impressioni\n"
        "https://example.org/1,1/3/2026,5,,https://example.org/2,2/3/2026,50",
    ),
    said(
        "linkedin_creator_top_posts",
        "Post URL,Post publish date,Engagements,,Post URL,Post publish date,Impressions\nhttps://example.org/1,3/1/2026,5,,https://example.org/2,3/2/2026,50",
    ),
    said(
        "linkedin_ads",
        """
        Start Date (in UTC),Account Name,Currency,Campaign Name,Campaign Type,Total Spent,Reach,Impressions,Clicks,Clicks to Landing Page
        3/1/2026,Nordlicht,EUR,Spring,Sponsored,10.25,600,1000,20,10
        3/2/2026,Nordlicht,EUR,Spring,Sponsored,20.25,500,2000,40,30
        3/2/2026,Nordlicht,EUR,Autumn,Sponsored,0.50,50,100,-,-
        """,
        name="account_123_campaign_performance_report.csv",
        above=[
            ["Campaign Performance Report (in UTC)"],
            ["Report Start: March 1, 2026, 12:00 AM"],
            ["Report End: March 31, 2026, 11:59 PM"],
            ["Date Generated: April 2, 2026, 9:00 AM"],
        ],
        packed="utf-16",
        delimiter="\t",
        **{**TWO_DAYS, "kept": 3},
        totals={"spend": 31, "ad_impressions": 3100, "ad_clicks": 60},
    ),
    said(  # no breakdown by time: one row a creative for the whole report
        "linkedin_ads",
        """
        Start Date (in UTC),Account Name,Creative Name,Total Spent,Impressions,Clicks
        3/1/2026,Nordlicht,Bike,10.25,1000,20
        3/1/2026,Nordlicht,Boat,20.25,2000,40
        """,
        name="account_123_creative_performance_report.csv",
        above=[
            ["Creative Performance Report (in UTC)"],
            ["Report Start: March 1, 2026"],
            ["Report End: March 31, 2026"],
        ],
        packed="utf-16",
        delimiter="\t",
        kept=2,
        **WHOLE_MARCH,
        totals={"spend": 30.5, "ad_impressions": 3000, "ad_clicks": 60},
    ),
    said("linkedin_ads_demographics", "Job Title Segment,Impressions,Clicks\nFounder,50,2"),
    said("linkedin_creator_discovery", "Rendimento complessivo,1/3/2026 - 7/3/2026\nImpressioni,150"),
]

TIKTOK = [
    said(  # the most seen first: no order tells the years, but each link does
        "tiktok_content",
        """
        Time,Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views
        March 4,one,https://www.tiktok.com/@nord.licht/video/7527617381007360007,July 16,5,1,2,300
        March 4,two,https://www.tiktok.com/@nord.licht/photo/7590670936886476807,January 2,3,0,1,200
        March 4,three,https://www.tiktok.com/@nord.licht/video/7590168425712844807,January 1,1,0,0,10
        """,
        name="Content.csv",
        kept=3,
        first="2025-07-16",
        last="2026-01-02",
        totals={"posts": 3, "impressions": 510, "video_views": 510, "reactions": 9, "comments": 1, "shares": 3},
    ),
    said(
        "tiktok_ads",
        """
        Campaign name,Ad group name,By Day,Cost (USD),Impressions,Reach,Clicks (destination),CTR (destination),Conversions,Video views
        Spring,A,2026-03-01,10.25,1000,600,20,2%,1,500
        Spring,A,2026-03-02,20.25,2000,500,40,2%,0,900
        Total of 2 results,,,30.50,3000,900,60,2%,1,1400
        """,
        **TWO_DAYS,
        totals={"spend": 30.5, "ad_impressions": 3000, "ad_clicks": 60},
    ),
    said(
        "tiktok_ads",
        "Ad name,Primary status,Spend,Impression,Clicks (Destination)\nBike,Active,10.25,1000,20",
        name="Ad report 2026-03-01 to 2026-03-31.xlsx",
        packed="xlsx",
        kept=1,
        **WHOLE_MARCH,
        totals={"spend": 10.25, "ad_impressions": 1000, "ad_clicks": 20},
    ),
    said(
        "tiktok_ads",
        "캠페인 이름,일별,비용,노출수,클릭수(목적지)\n봄,2026-03-01,1025,1000,20",
        kept=1,
        first="2026-03-01",
        last="2026-03-01",
        totals={"spend": 1025, "ad_impressions": 1000, "ad_clicks": 20},
    ),
]

YOUTUBE = [
    said(  # 2026: impressions are called those of the thumbnail
        "youtube_videos",
        """
        Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,Comments added,Thumbnail impressions,Thumbnail click-through rate (%)
        Total,,,,400,12.5,7,9,5000,4.1
        abc,One,"Mar 1, 2026",60,300,10.0,5,4,4000,4
        """,
        name="Table data.csv",
        kept=1,
        first="2026-03-01",
        last="2026-03-01",
        totals={
            "posts": 1,
            "video_views": 300,
            "watch_seconds": 36000,
            "net_new_followers": 5,
            "comments": 4,
            "impressions": 4000,
        },
    ),
    said(
        "youtube_videos",
        """
        コンテンツ,動画のタイトル,動画公開時刻,長さ,視聴回数,総再生時間（単位: 時間）,チャンネル登録者,サムネイルのインプレッション
        合計,,,,400,12.5,7,5000
        abc,いち,"Mar 1, 2026",60,300,10.0,5,4000
        """,
        name="表データ.csv",
        kept=1,
        first="2026-03-01",
        last="2026-03-01",
        totals={"posts": 1, "video_views": 300, "watch_seconds": 36000, "net_new_followers": 5, "impressions": 4000},
    ),
    said(
        "youtube_videos",
        """
        Conteúdo,Título do vídeo,Horário de publicação do vídeo,Duração,Visualizações intencionais,Visualizações,Tempo de exibição (horas),Inscritos,Impressões,Taxa de cliques de impressões (%)
        Total,,,,300,400,12.5,7,5000,4.1
        abc,Um,"Mar 1, 2026",60,200,300,10.0,5,4000,4
        """,
        name="Dados da tabela.csv",
        kept=1,
        first="2026-03-01",
        last="2026-03-01",
        totals={"posts": 1, "video_views": 300, "watch_seconds": 36000, "net_new_followers": 5, "impressions": 4000},
    ),
    said(
        "youtube_videos",
        """
        Contenido,Título del vídeo,Hora de publicación del vídeo,Duración,Visualizaciones,Tiempo de visualización (horas),Suscriptores,Ingresos estimados (USD),Impresiones,Porcentaje de clics de las impresiones (%)
        abc,Uno,"Mar 1, 2026",60,300,10.0,5,0.5,4000,4
        """,
        kept=1,
        first="2026-03-01",
        last="2026-03-01",
        totals={"posts": 1, "video_views": 300, "watch_seconds": 36000, "net_new_followers": 5, "impressions": 4000},
    ),
    said(
        "youtube_by_date",
        """
        Date,Views,Watch time (hours),Subscribers,Impressions,Impressions click-through rate (%)
        Total,42,1.5,2,500,4
        2026-03-01,30,1.0,3,300,4
        2026-03-02,12,0.5,-1,200,4
        """,
        name="Table data.csv",
        **TWO_DAYS,
        totals={"video_views": 42, "watch_seconds": 5400, "net_new_followers": 2, "impressions": 500},
    ),
    *(
        said(f"youtube_by_{key}", f"{name},Views,Watch time (hours)\nTotal,30,1\nx,30,1", name="Table data.csv")
        for key, name in (
            ("cities", "Cities"),
            ("viewer_gender", "Viewer gender"),
            ("device_type", "Device type"),
            ("operating_system", "Operating system"),
            ("subscription_status", "Subscription status"),
            ("playback_location", "Playback location"),
            ("playlist", "Playlist"),
            ("content_type", "Content type"),
            ("product", "YouTube product"),
        )
    ),
]

ANALYTICS = [
    said(
        "ga4_channels_by_hour",
        """
        Session primary channel group (Default channel group),Date + hour (YYYYMMDDHH),Users,Sessions,Engaged sessions,Event count
        Direct,2026030109,10,12,6,50
        Direct,2026030123,5,5,2,20
        Organic Social,2026030200,3,4,3,9
        """,
        above=[RULE],
        kept=3,
        first="2026-03-01",
        last="2026-03-02",
        totals={"sessions": 21, "engaged_sessions": 11},
    ),
    *(
        said(
            f"ga4_{key}",
            f"{name},Sessions,Engaged sessions,Total users,Key events\na,10,6,8,1\nb,20,9,15,2",
            above=MARCH,
            kept=2,
            **WHOLE_MARCH,
            totals={"sessions": 30, "engaged_sessions": 15, "users": 23, "conversions": 3},
        )
        for key, name in (
            ("landing_page", "Landing page"),
            ("session_source", "Session source / medium"),
            ("session_campaign", "Session campaign"),
            ("first_source", "First user primary channel group (Default channel group)"),
            ("device", "Device category"),
            ("browser", "Browser"),
            ("language", "Language"),
        )
    ),
    said(
        "ga4_first_source",
        "Primer grupo de canales predeterminado del usuario,Usuarios nuevos,Usuarios\nDirect,4,5",
        above=MARZO,
        kept=1,
        **WHOLE_MARCH,
        totals={"users": 5},
    ),
    said("ga4_new_users", "Primer grupo de canales predeterminado del usuario,Usuarios nuevos\nDirect,4", above=MARZO),
    said(
        "ga4_nth_day",
        "Nth day,Total users\n0000,5\n0001,7",
        above=MARCH,
        **TWO_DAYS,
        totals={"users": 12},
    ),
    said(
        "ga4_nth_day",
        "Día\u00a0N,Usuarios\n0000,5\n0001,7",
        above=MARZO,
        **TWO_DAYS,
        totals={"users": 12},
    ),
    said("ga4_nth_day_other", "Nth day,30 days,7 days,1 day\n0000,50,20,5", above=MARCH),
    said(  # an exploration: its title lines, and a grand total with a cell more than the header
        "ga4_traffic_acquisition",
        """
        Session default channel group,Sessions,Total users
        Organic Social,10,8
        Direct,20,15
        """,
        above=(RULE, ("# Nordlicht",), ("# Social visits",), ("# 20260301-20260331",), RULE),
        below=[["", "30", "23", "Grand total"]],
        kept=2,
        **WHOLE_MARCH,
        totals={"sessions": 30, "users": 23},
    ),
    said(
        "ga4_pages",
        "Título de página y clase de pantalla,Vistas,Usuarios,Número de eventos,Conversiones\nInicio,10,6,50,1",
        above=MARZO,
        kept=1,
        **WHOLE_MARCH,
        totals={"page_views": 10, "users": 6, "conversions": 1},
    ),
]

SEARCH = [
    *(
        said(
            "search_console_days",
            f"{header}\n2026-03-01,1,50,2%,7.5\n2026-03-02,2,50,4%,6.5",
            name=name,
            **TWO_DAYS,
            totals={"search_clicks": 3, "search_impressions": 100},
        )
        for name, header in (
            ("图表.csv", "日期,点击次数,展示,点击率,排名"),
            ("グラフ.csv", "日付,クリック数,表示回数,CTR,掲載順位"),
            ("Диаграмма.csv", "Дата,Kлики,Показы,CTR,Позиция"),
        )
    ),
    said(
        "search_console_queries", "上位のクエリ,クリック数,表示回数,CTR,掲載順位\n自転車,1,9,11%,2.1", name="クエリ.csv"
    ),
    said(
        "search_console_search_appearance",
        "Apparence dans les résultats de recherche,Clics,Impressions,CTR,Position\nExtraits d'avis,2,50,4%,7.5",
        name="Apparence dans les résultats de recherche.csv",
    ),
    said("search_console_pages", "Популярные страницы,Kлики,Показы,CTR,Позиция\nhttps://x.org/,1,9,11%,2.1"),
    said("search_console_indexing", "날짜,영향을 받은 페이지\n2026-03-01,7", name="차트.csv"),
    said("search_console_indexing", "Дата,Не проиндексировано,Проиндексированные,Показы\n2026-03-01,7,9,30"),
    *(
        said(
            "search_console_days",
            f"{header}\n2026-03-01,3,100,3%,8.5\n2026-03-02,1,50,2%,9",
            name=name,
            **TWO_DAYS,
            totals={"search_clicks": 4, "search_impressions": 150},
        )
        for header, name in (
            ("Datum,Klicks,Impressionen,Klickrate,Position", "Diagramm.csv"),
            ("Fecha,Clics,Impresiones,CTR,Posición", "Gráfico.csv"),
        )
    ),
    said("search_console_discover", "Date,Clicks,Impressions,CTR\n2026-03-01,3,100,3%", name="Chart.csv"),
    said(
        "search_console_compared",
        "Top pages,Last 3 months Clicks,Previous 3 months Clicks,Last 3 months Impressions\nx,3,2,100",
    ),
    said(
        "search_console_indexing",
        "Data,Não indexadas,Indexados,Impressões\n2026-03-01,3,100,5",
        name="Gráfico.csv",
    ),
]

ADS = [
    said(
        "google_ads_campaigns",
        """
        Kampagnenstatus,Kampagne,Währungscode,Kampagnentyp,Klicks,Impr.,Klickrate,Durchschn. CPC,Kosten
        Aktiviert,Frühling,EUR,Suche,264,9.380,"2,81 %","1,38","365,22"
        Pausiert,Herbst,EUR,Video,36,620,"5,8 %","0,97","34,78"
        Gesamt: Konto,,EUR,,300,10.000,3 %,"1,33","400,00"
        """,
        above=[["Kampagnenbericht"], ["1. März 2026 - 31. März 2026"]],
        packed="utf-16",
        delimiter="\t",
        kept=2,
        **WHOLE_MARCH,
        totals={"ad_clicks": 300, "ad_impressions": 10000, "spend": 400},
    ),
    said(  # campaigns for apps, with neither clicks nor impressions
        "google_ads_campaigns",
        """
        Status da campanha,Campanha,Código da moeda,Tipo de campanha,Custo,Taxa de conv.,Conversões,Custo / conv.
        Ativada,Primavera,BRL,App,"395,25","35,88%","1.683,00","0,23"
        Ativada,Outono,BRL,App,"1.604,75","33,63%","1.215,00","1,32"
        Total: Conta,,BRL,,"2.000,00","34,90%","2.898,00","0,69"
        """,
        above=[["Relatório de campanha"], ["1 de março de 2026 - 31 de março de 2026"]],
        packed="utf-16",
        delimiter="\t",
        kept=2,
        **WHOLE_MARCH,
        totals={"spend": 2000},
    ),
    said(
        "google_ads_campaigns",
        """
        Day,Campaign,Currency code,Clicks,Impressions,Cost
        2026-03-01,Spring,EUR,10,1000,5.50
        2026-03-02,Spring,EUR,20,2000,6.50
        """,
        above=[["Campaign report"], ["March 1, 2026 - March 31, 2026"]],
        **TWO_DAYS,
        totals={"ad_clicks": 30, "ad_impressions": 3000, "spend": 12},
    ),
    said(
        "google_ads_overview_days",
        """
        Data,Cliques,Custo,Impressões,Conversões
        "dom., 1 de mar. de 2026",3,"R$ 1,92","1.100","7,00"
        "seg., 2 de mar. de 2026",5,"R$ 1.002,50",900,"2,00"
        """,
        name="Série_temporal(2026.03.01-2026.03.02).csv",
        **TWO_DAYS,
        totals={"ad_clicks": 8, "ad_impressions": 2000, "spend": 1004.42},
    ),
    said(
        "google_ads_overview_cards",
        'Dispositivo,Custo,Impressões,Cliques\nSmartphones,"R$ 1,92",9,1',
        name="Dispositivos(2026.03.01-2026.03.02).csv",
    ),
    said("google_ads_search_terms", "Término de búsqueda,Campaña,Clics,Impr.,Coste\nbici,Primavera,1,9,2.5"),
    said("google_ads_keywords", "Pesquisar palavra-chave,Campanha,Grupo de anúncios,Cliques,Impr.,Custo\na,b,c,1,9,2"),
    said("google_ads_search_terms", "Search term,Campaign,Clicks,Impr.,Cost\nbike,Spring,1,9,2.5"),
    said("google_ads_ad_groups", "Ad group status,Ad group,Campaign,Clicks,Impr.,Cost\nEnabled,A,Spring,1,9,2.5"),
    said(
        "google_ads_overview_days",
        """
        Date,Clicks,Impressions,Avg. CPC,Cost
        "Sun, 1 Mar 2026",3,"1,100",US$0.64,US$1.92
        "Mon, 2 Mar 2026",5,900,US$0.50,"US$1,002.50"
        """,
        name="Time_series(2026.03.01-2026.03.02).csv",
        **TWO_DAYS,
        totals={"ad_clicks": 8, "ad_impressions": 2000, "spend": 1004.42},
    ),
    said(
        "google_ads_overview_cards",
        "Device,Cost,Clicks\nPhones,US$1.92,3",
        name="Devices(2026.03.01-2026.03.02).csv",
    ),
]

OTHERS = [
    said(
        "google_business_profile",
        """
        Store code,Business name,Address,Labels,Google Search - Mobile,Google Search - Desktop,Google Maps - Mobile,Google Maps - Desktop,Calls,Website clicks
        ,,,,Number of people that viewed your Business Profile on Google Search,,,,Number of calls,Number of clicks to the website
        7,Nordlicht,Quay 1,,10,20,30,40,1,4
        """,
        name="GMB insights (Performance Report) - 2026-3-1 - 2026-3-31 - 9fd704c2.xlsx",
        packed="xlsx",
        kept=1,
        **WHOLE_MARCH,
        totals={"impressions": 100, "link_clicks": 4},
    ),
    said(
        "google_play_ratings",
        """
        Date,Package Name,Daily Average Rating,Total Average Rating
        2026-03-01,org.example.app,NA,4.25
        2026-03-02,org.example.app,5,4.5
        """,
        packed="utf-16",
        **TWO_DAYS,
        totals={"rating_lifetime": 4.5},
    ),
    said(
        "google_play_ratings_split",
        "Date,Package Name,Country,Daily Average Rating,Total Average Rating\n2026-03-01,org.example.app,NO,NA,4.25",
        packed="utf-16",
    ),
    said(
        "trustpilot_reviews",
        """
        Domain Url,Location Name,Review ID,Review Created (UTC),Review Consumer User Id,Review User Email,Review Title,Review Stars,Reference Id
        n.example,Oslo,a1,2026-03-01 10:00:00,u1,ann@example.org,Good,5,R-1
        n.example,Oslo,a2,2026-03-02 10:00:00,u2,bo@example.org,So so,3,R-2
        """,
        packed="xlsx",
        name="reviews.xlsx",
        **TWO_DAYS,
        totals={"ratings": 2, "rating_points": 8},
    ),
    said(
        "hootsuite_facebook_posts",
        """
        Date (GMT),Facebook Page,Post ID,Post Permalink,Post Type,Post Message,Author,Clicks,Comments,Impressions,Link Clicks,Organic Impressions,Organic Reach,Reach,Reactions,Reactions: Anger,Shares,Video Views
        2018-07-01 09:00:00,Nordlicht,61550_1,https://example.org/1,photo,hello,Ann,9,1,150,3,100,80,120,4,0,2,0
        """,
        name="nordlicht_2018-07-01_to_2018-09-19_created_on_20180920T0140Z_facebook_posts.csv",
        kept=1,
        first="2018-07-01",
        last="2018-07-01",
        totals={
            "posts": 1,
            "clicks": 9,
            "comments": 1,
            "link_clicks": 3,
            "impressions": 100,
            "reach": 80,
            "reactions": 4,
            "shares": 2,
            "video_views": 0,
        },
    ),
    said(
        "pinterest_overview",
        "Date,Impressions,Engagements,Pin clicks,Outbound clicks,Saves\n2026-03-01,100,9,5,2,3\n2026-03-02,50,1,1,0,0",
        name="Pinterest Analytics overview 20260301-20260302.csv",
        **TWO_DAYS,
        totals={"impressions": 150, "engagements": 10, "clicks": 6, "link_clicks": 2, "saves": 3},
    ),
    said(
        "pinterest_best",
        "Board,Impressions,Engagements,Saves\nBikes,100,9,3",
        name="Pinterest Analytics overview 20260301-20260302.csv",
        above=[["Top Boards"]],
    ),
    said(  # two columns of one name: the description tells people from a count
        "facebook_insights_page",
        """
        Date,Lifetime Total Likes,Daily Organic Reach,Daily Organic Reach
        ,Lifetime: The total number of people (Unique Users),Daily: how often your Page was seen (Total Count),Daily: people who saw your Page (Unique Users)
        1/13/2014,500,200,80
        1/14/2014,504,90,40
        """,
        kept=2,
        first="2014-01-13",
        last="2014-01-14",
        totals={"followers": 504, "reach": 120},
    ),
    said(
        "facebook_insights_posts",
        """
        Post ID,Permalink,Post Message,Type,Posted,post_impressions_unique:lifetime,post_impressions:lifetime,post_impressions_organic:lifetime,post_impressions_organic_unique:lifetime
        61550_1,https://example.org/1,Hello,Photo,07/22/2017 12:32:03 AM,25,30,20,10
        """,
        kept=1,
        first="2017-07-22",
        last="2017-07-22",
        totals={"posts": 1, "impressions": 20, "reach": 10},
    ),
]

VARIANTS = [*META, *X, *LINKEDIN, *TIKTOK, *YOUTUBE, *ANALYTICS, *SEARCH, *ADS, *OTHERS]
